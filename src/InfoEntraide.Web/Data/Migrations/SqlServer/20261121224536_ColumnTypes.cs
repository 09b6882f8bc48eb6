using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace InfoEntraide.Web.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class ColumnTypes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<DateTimeOffset>(
                name: "LoadedAt",
                table: "ReferenceFiles",
                type: "datetimeoffset(3)",
                precision: 3,
                nullable: false,
                oldClrType: typeof(DateTimeOffset),
                oldType: "datetimeoffset");

            // SQL Server changes the type of a column only while no key uses it.
            migrationBuilder.DropPrimaryKey(name: "PK_ReferenceFiles", table: "ReferenceFiles");

            migrationBuilder.AlterColumn<string>(
                name: "Name",
                table: "ReferenceFiles",
                type: "varchar(100)",
                unicode: false,
                maxLength: 100,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "nvarchar(100)",
                oldMaxLength: 100);

            migrationBuilder.AddPrimaryKey(name: "PK_ReferenceFiles", table: "ReferenceFiles", column: "Name");

            migrationBuilder.AlterColumn<DateTimeOffset>(
                name: "DemoDataSince",
                table: "PortalStates",
                type: "datetimeoffset(3)",
                precision: 3,
                nullable: true,
                oldClrType: typeof(DateTimeOffset),
                oldType: "datetimeoffset",
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "OfficialNameLanguages",
                table: "Partners",
                type: "varchar(50)",
                unicode: false,
                maxLength: 50,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "nvarchar(50)",
                oldMaxLength: 50);

            migrationBuilder.AlterColumn<DateTimeOffset>(
                name: "UpdatedAt",
                table: "Groups",
                type: "datetimeoffset(3)",
                precision: 3,
                nullable: false,
                oldClrType: typeof(DateTimeOffset),
                oldType: "datetimeoffset");

            migrationBuilder.AlterColumn<TimeOnly>(
                name: "Rhythm_StartTime",
                table: "Groups",
                type: "time(0)",
                precision: 0,
                nullable: true,
                oldClrType: typeof(TimeOnly),
                oldType: "time",
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "Rhythm_Except",
                table: "Groups",
                type: "varchar(2000)",
                unicode: false,
                maxLength: 2000,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "nvarchar(2000)",
                oldMaxLength: 2000);

            migrationBuilder.AlterColumn<TimeOnly>(
                name: "Rhythm_EndTime",
                table: "Groups",
                type: "time(0)",
                precision: 0,
                nullable: true,
                oldClrType: typeof(TimeOnly),
                oldType: "time",
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "Rhythm_Also",
                table: "Groups",
                type: "varchar(2000)",
                unicode: false,
                maxLength: 2000,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "nvarchar(2000)",
                oldMaxLength: 2000);

            migrationBuilder.AlterColumn<string>(
                name: "Languages",
                table: "Groups",
                type: "varchar(200)",
                unicode: false,
                maxLength: 200,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "nvarchar(200)",
                oldMaxLength: 200);

            migrationBuilder.AlterColumn<DateTimeOffset>(
                name: "CreatedAt",
                table: "Groups",
                type: "datetimeoffset(3)",
                precision: 3,
                nullable: false,
                oldClrType: typeof(DateTimeOffset),
                oldType: "datetimeoffset");

            // Telephone numbers copied from a text processor hold spaces that varchar does not know.
            foreach (var table in (string[])["ContactPersons", "Centres"])
            {
                migrationBuilder.Sql($"UPDATE [{table}] SET [Phone] = REPLACE(REPLACE(REPLACE([Phone], NCHAR(8239), N' '), NCHAR(8201), N' '), NCHAR(8209), N'-') WHERE [Phone] IS NOT NULL;");
            }

            migrationBuilder.AlterColumn<string>(
                name: "Phone",
                table: "ContactPersons",
                type: "varchar(30)",
                unicode: false,
                maxLength: 30,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "nvarchar(30)",
                oldMaxLength: 30,
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "ServedNpa",
                table: "Centres",
                type: "varchar(8000)",
                unicode: false,
                maxLength: 8000,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "nvarchar(max)");

            migrationBuilder.AlterColumn<string>(
                name: "Phone",
                table: "Centres",
                type: "varchar(30)",
                unicode: false,
                maxLength: 30,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "nvarchar(30)",
                oldMaxLength: 30,
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "Languages",
                table: "Centres",
                type: "varchar(50)",
                unicode: false,
                maxLength: 50,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "nvarchar(50)",
                oldMaxLength: 50);

            migrationBuilder.AlterColumn<string>(
                name: "Languages",
                table: "Cantons",
                type: "varchar(50)",
                unicode: false,
                maxLength: 50,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "nvarchar(50)",
                oldMaxLength: 50);

            migrationBuilder.AlterColumn<DateTimeOffset>(
                name: "When",
                table: "AuditEntries",
                type: "datetimeoffset(3)",
                precision: 3,
                nullable: false,
                oldClrType: typeof(DateTimeOffset),
                oldType: "datetimeoffset");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<DateTimeOffset>(
                name: "LoadedAt",
                table: "ReferenceFiles",
                type: "datetimeoffset",
                nullable: false,
                oldClrType: typeof(DateTimeOffset),
                oldType: "datetimeoffset(3)",
                oldPrecision: 3);

            migrationBuilder.DropPrimaryKey(name: "PK_ReferenceFiles", table: "ReferenceFiles");

            migrationBuilder.AlterColumn<string>(
                name: "Name",
                table: "ReferenceFiles",
                type: "nvarchar(100)",
                maxLength: 100,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "varchar(100)",
                oldUnicode: false,
                oldMaxLength: 100);

            migrationBuilder.AddPrimaryKey(name: "PK_ReferenceFiles", table: "ReferenceFiles", column: "Name");

            migrationBuilder.AlterColumn<DateTimeOffset>(
                name: "DemoDataSince",
                table: "PortalStates",
                type: "datetimeoffset",
                nullable: true,
                oldClrType: typeof(DateTimeOffset),
                oldType: "datetimeoffset(3)",
                oldPrecision: 3,
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "OfficialNameLanguages",
                table: "Partners",
                type: "nvarchar(50)",
                maxLength: 50,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "varchar(50)",
                oldUnicode: false,
                oldMaxLength: 50);

            migrationBuilder.AlterColumn<DateTimeOffset>(
                name: "UpdatedAt",
                table: "Groups",
                type: "datetimeoffset",
                nullable: false,
                oldClrType: typeof(DateTimeOffset),
                oldType: "datetimeoffset(3)",
                oldPrecision: 3);

            migrationBuilder.AlterColumn<TimeOnly>(
                name: "Rhythm_StartTime",
                table: "Groups",
                type: "time",
                nullable: true,
                oldClrType: typeof(TimeOnly),
                oldType: "time(0)",
                oldPrecision: 0,
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "Rhythm_Except",
                table: "Groups",
                type: "nvarchar(2000)",
                maxLength: 2000,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "varchar(2000)",
                oldUnicode: false,
                oldMaxLength: 2000);

            migrationBuilder.AlterColumn<TimeOnly>(
                name: "Rhythm_EndTime",
                table: "Groups",
                type: "time",
                nullable: true,
                oldClrType: typeof(TimeOnly),
                oldType: "time(0)",
                oldPrecision: 0,
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "Rhythm_Also",
                table: "Groups",
                type: "nvarchar(2000)",
                maxLength: 2000,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "varchar(2000)",
                oldUnicode: false,
                oldMaxLength: 2000);

            migrationBuilder.AlterColumn<string>(
                name: "Languages",
                table: "Groups",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "varchar(200)",
                oldUnicode: false,
                oldMaxLength: 200);

            migrationBuilder.AlterColumn<DateTimeOffset>(
                name: "CreatedAt",
                table: "Groups",
                type: "datetimeoffset",
                nullable: false,
                oldClrType: typeof(DateTimeOffset),
                oldType: "datetimeoffset(3)",
                oldPrecision: 3);

            migrationBuilder.AlterColumn<string>(
                name: "Phone",
                table: "ContactPersons",
                type: "nvarchar(30)",
                maxLength: 30,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "varchar(30)",
                oldUnicode: false,
                oldMaxLength: 30,
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "ServedNpa",
                table: "Centres",
                type: "nvarchar(max)",
                nullable: false,
                oldClrType: typeof(string),
                oldType: "varchar(8000)",
                oldUnicode: false,
                oldMaxLength: 8000);

            migrationBuilder.AlterColumn<string>(
                name: "Phone",
                table: "Centres",
                type: "nvarchar(30)",
                maxLength: 30,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "varchar(30)",
                oldUnicode: false,
                oldMaxLength: 30,
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "Languages",
                table: "Centres",
                type: "nvarchar(50)",
                maxLength: 50,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "varchar(50)",
                oldUnicode: false,
                oldMaxLength: 50);

            migrationBuilder.AlterColumn<string>(
                name: "Languages",
                table: "Cantons",
                type: "nvarchar(50)",
                maxLength: 50,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "varchar(50)",
                oldUnicode: false,
                oldMaxLength: 50);

            migrationBuilder.AlterColumn<DateTimeOffset>(
                name: "When",
                table: "AuditEntries",
                type: "datetimeoffset",
                nullable: false,
                oldClrType: typeof(DateTimeOffset),
                oldType: "datetimeoffset(3)",
                oldPrecision: 3);
        }
    }
}
