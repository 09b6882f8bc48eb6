using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace InfoEntraide.Web.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class TopicPhrases : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Phrases_De",
                table: "Topics",
                type: "nvarchar(max)",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Phrases_En",
                table: "Topics",
                type: "nvarchar(max)",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Phrases_Fr",
                table: "Topics",
                type: "nvarchar(max)",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Phrases_It",
                table: "Topics",
                type: "nvarchar(max)",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Phrases_Source",
                table: "Topics",
                type: "varchar(2)",
                unicode: false,
                maxLength: 2,
                nullable: false,
                defaultValue: "");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Phrases_De",
                table: "Topics");

            migrationBuilder.DropColumn(
                name: "Phrases_En",
                table: "Topics");

            migrationBuilder.DropColumn(
                name: "Phrases_Fr",
                table: "Topics");

            migrationBuilder.DropColumn(
                name: "Phrases_It",
                table: "Topics");

            migrationBuilder.DropColumn(
                name: "Phrases_Source",
                table: "Topics");
        }
    }
}
