using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace InfoEntraide.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CrisisNumbers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "CrisisNumbers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Slug = table.Column<string>(type: "TEXT", unicode: false, maxLength: 60, nullable: false),
                    Phone = table.Column<string>(type: "TEXT", unicode: false, maxLength: 30, nullable: false),
                    Languages = table.Column<string>(type: "TEXT", unicode: false, maxLength: 50, nullable: false),
                    OpenFrom = table.Column<TimeOnly>(type: "TEXT", precision: 0, nullable: true),
                    OpenUntil = table.Column<TimeOnly>(type: "TEXT", precision: 0, nullable: true),
                    Audience = table.Column<string>(type: "TEXT", unicode: false, maxLength: 20, nullable: false),
                    Website = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    SuicideOrder = table.Column<int>(type: "INTEGER", nullable: true),
                    ViolenceOrder = table.Column<int>(type: "INTEGER", nullable: true),
                    ShownIn = table.Column<string>(type: "TEXT", unicode: false, maxLength: 50, nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    Description_De = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Description_En = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Description_Fr = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Description_It = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Description_Source = table.Column<string>(type: "TEXT", unicode: false, maxLength: 2, nullable: false),
                    Name_De = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Name_En = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Name_Fr = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Name_It = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Name_Source = table.Column<string>(type: "TEXT", unicode: false, maxLength: 2, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CrisisNumbers", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_CrisisNumbers_Slug",
                table: "CrisisNumbers",
                column: "Slug",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CrisisNumbers");
        }
    }
}
