using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace InfoEntraide.Web.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class ContentPages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ContentPages",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    Key = table.Column<string>(type: "varchar(60)", unicode: false, maxLength: 60, nullable: false),
                    Section = table.Column<string>(type: "varchar(20)", unicode: false, maxLength: 20, nullable: false),
                    Order = table.Column<int>(type: "int", nullable: false),
                    Address_De = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: true),
                    Address_En = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: true),
                    Address_Fr = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: true),
                    Address_It = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: true),
                    Address_Source = table.Column<string>(type: "varchar(2)", unicode: false, maxLength: 2, nullable: false),
                    Body_De = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    Body_En = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    Body_Fr = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    Body_It = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    Body_Source = table.Column<string>(type: "varchar(2)", unicode: false, maxLength: 2, nullable: false),
                    Summary_De = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true),
                    Summary_En = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true),
                    Summary_Fr = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true),
                    Summary_It = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true),
                    Summary_Source = table.Column<string>(type: "varchar(2)", unicode: false, maxLength: 2, nullable: false),
                    Title_De = table.Column<string>(type: "nvarchar(150)", maxLength: 150, nullable: true),
                    Title_En = table.Column<string>(type: "nvarchar(150)", maxLength: 150, nullable: true),
                    Title_Fr = table.Column<string>(type: "nvarchar(150)", maxLength: 150, nullable: true),
                    Title_It = table.Column<string>(type: "nvarchar(150)", maxLength: 150, nullable: true),
                    Title_Source = table.Column<string>(type: "varchar(2)", unicode: false, maxLength: 2, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContentPages", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ContentPages_Key",
                table: "ContentPages",
                column: "Key",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ContentPages");
        }
    }
}
