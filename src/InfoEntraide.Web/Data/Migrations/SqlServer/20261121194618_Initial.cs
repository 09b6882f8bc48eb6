using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace InfoEntraide.Web.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Cantons",
                columns: table => new
                {
                    Code = table.Column<string>(type: "varchar(2)", unicode: false, maxLength: 2, nullable: false),
                    NameRm = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    Languages = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    Capital = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    Population = table.Column<int>(type: "int", nullable: false),
                    Name_De = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    Name_En = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    Name_Fr = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    Name_It = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    Name_Source = table.Column<string>(type: "varchar(2)", unicode: false, maxLength: 2, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Cantons", x => x.Code);
                });

            migrationBuilder.CreateTable(
                name: "Centres",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PublicId = table.Column<string>(type: "varchar(8)", unicode: false, maxLength: 8, nullable: false),
                    Slug = table.Column<string>(type: "varchar(60)", unicode: false, maxLength: 60, nullable: false),
                    Kind = table.Column<string>(type: "varchar(20)", unicode: false, maxLength: 20, nullable: false),
                    Carrier = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Street = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Npa = table.Column<string>(type: "varchar(4)", unicode: false, maxLength: 4, nullable: true),
                    Town = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    Latitude = table.Column<double>(type: "float", nullable: true),
                    Longitude = table.Column<double>(type: "float", nullable: true),
                    Languages = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    ServedNpa = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Website = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    Phone = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: true),
                    Email = table.Column<string>(type: "nvarchar(254)", maxLength: 254, nullable: true),
                    IsConfirmed = table.Column<bool>(type: "bit", nullable: false),
                    Source = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    Name_De = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Name_En = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Name_Fr = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Name_It = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Name_Source = table.Column<string>(type: "varchar(2)", unicode: false, maxLength: 2, nullable: false),
                    OpeningHours_De = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    OpeningHours_En = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    OpeningHours_Fr = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    OpeningHours_It = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    OpeningHours_Source = table.Column<string>(type: "varchar(2)", unicode: false, maxLength: 2, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Centres", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Partners",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PublicId = table.Column<string>(type: "varchar(8)", unicode: false, maxLength: 8, nullable: false),
                    Slug = table.Column<string>(type: "varchar(60)", unicode: false, maxLength: 60, nullable: false),
                    OfficialNameLanguages = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    Website = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    Source = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    Name_De = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Name_En = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Name_Fr = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Name_It = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Name_Source = table.Column<string>(type: "varchar(2)", unicode: false, maxLength: 2, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Partners", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PortalStates",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false),
                    DemoDataSince = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PortalStates", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReferenceFiles",
                columns: table => new
                {
                    Name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Sha256 = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: false),
                    LoadedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReferenceFiles", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "TopicCategories",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Slug = table.Column<string>(type: "varchar(60)", unicode: false, maxLength: 60, nullable: false),
                    Position = table.Column<int>(type: "int", nullable: false),
                    Name_De = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Name_En = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Name_Fr = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Name_It = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Name_Source = table.Column<string>(type: "varchar(2)", unicode: false, maxLength: 2, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TopicCategories", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LocalityAliases",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Alias = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Locality = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    CantonCode = table.Column<string>(type: "varchar(2)", unicode: false, maxLength: 2, nullable: false),
                    Language = table.Column<string>(type: "varchar(2)", unicode: false, maxLength: 2, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LocalityAliases", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LocalityAliases_Cantons_CantonCode",
                        column: x => x.CantonCode,
                        principalTable: "Cantons",
                        principalColumn: "Code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Places",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Npa = table.Column<string>(type: "varchar(4)", unicode: false, maxLength: 4, nullable: false),
                    Locality = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Commune = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    CantonCode = table.Column<string>(type: "varchar(2)", unicode: false, maxLength: 2, nullable: false),
                    Latitude = table.Column<double>(type: "float", nullable: false),
                    Longitude = table.Column<double>(type: "float", nullable: false),
                    Precision = table.Column<string>(type: "varchar(20)", unicode: false, maxLength: 20, nullable: false),
                    Language = table.Column<string>(type: "varchar(2)", unicode: false, maxLength: 2, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Places", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Places_Cantons_CantonCode",
                        column: x => x.CantonCode,
                        principalTable: "Cantons",
                        principalColumn: "Code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CentreCanton",
                columns: table => new
                {
                    CantonsCode = table.Column<string>(type: "varchar(2)", nullable: false),
                    CentresId = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CentreCanton", x => new { x.CantonsCode, x.CentresId });
                    table.ForeignKey(
                        name: "FK_CentreCanton_Cantons_CantonsCode",
                        column: x => x.CantonsCode,
                        principalTable: "Cantons",
                        principalColumn: "Code",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_CentreCanton_Centres_CentresId",
                        column: x => x.CentresId,
                        principalTable: "Centres",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ClosurePeriods",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CentreId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: false),
                    Reason_De = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Reason_En = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Reason_Fr = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Reason_It = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Reason_Source = table.Column<string>(type: "varchar(2)", unicode: false, maxLength: 2, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClosurePeriods", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ClosurePeriods_Centres_CentreId",
                        column: x => x.CentreId,
                        principalTable: "Centres",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Groups",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PublicId = table.Column<string>(type: "varchar(8)", unicode: false, maxLength: 8, nullable: false),
                    ExternalId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    CentreId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "varchar(20)", unicode: false, maxLength: 20, nullable: false),
                    Format = table.Column<string>(type: "varchar(20)", unicode: false, maxLength: 20, nullable: false),
                    Audience = table.Column<int>(type: "int", nullable: false),
                    Languages = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Website = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    Lifecycle = table.Column<string>(type: "varchar(20)", unicode: false, maxLength: 20, nullable: false),
                    PausedUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    Publication = table.Column<string>(type: "varchar(20)", unicode: false, maxLength: 20, nullable: false),
                    VerifiedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    CreatedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    UpdatedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    Costs_De = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true),
                    Costs_En = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true),
                    Costs_Fr = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true),
                    Costs_It = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true),
                    Costs_Source = table.Column<string>(type: "varchar(2)", unicode: false, maxLength: 2, nullable: false),
                    Description_De = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    Description_En = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    Description_Fr = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    Description_It = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    Description_Source = table.Column<string>(type: "varchar(2)", unicode: false, maxLength: 2, nullable: false),
                    Name_De = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Name_En = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Name_Fr = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Name_It = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Name_Source = table.Column<string>(type: "varchar(2)", unicode: false, maxLength: 2, nullable: false),
                    Place_CantonCode = table.Column<string>(type: "varchar(2)", unicode: false, maxLength: 2, nullable: true),
                    Place_Latitude = table.Column<double>(type: "float", nullable: true),
                    Place_Locality = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    Place_Longitude = table.Column<double>(type: "float", nullable: true),
                    Place_Npa = table.Column<string>(type: "varchar(4)", unicode: false, maxLength: 4, nullable: true),
                    Place_Precision = table.Column<string>(type: "varchar(20)", unicode: false, maxLength: 20, nullable: false),
                    Place_Street = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Place_Venue = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Rhythm_Also = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    Rhythm_EndTime = table.Column<TimeOnly>(type: "time", nullable: true),
                    Rhythm_Except = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    Rhythm_Rule = table.Column<string>(type: "varchar(200)", unicode: false, maxLength: 200, nullable: true),
                    Rhythm_StartTime = table.Column<TimeOnly>(type: "time", nullable: true),
                    Rhythm_StartsOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Rhythm_Note_De = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    Rhythm_Note_En = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    Rhythm_Note_Fr = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    Rhythm_Note_It = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    Rhythm_Note_Source = table.Column<string>(type: "varchar(2)", unicode: false, maxLength: 2, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Groups", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Groups_Centres_CentreId",
                        column: x => x.CentreId,
                        principalTable: "Centres",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Topics",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Slug = table.Column<string>(type: "varchar(60)", unicode: false, maxLength: 60, nullable: false),
                    CategoryId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Name_De = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Name_En = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Name_Fr = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Name_It = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Name_Source = table.Column<string>(type: "varchar(2)", unicode: false, maxLength: 2, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Topics", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Topics_TopicCategories_CategoryId",
                        column: x => x.CategoryId,
                        principalTable: "TopicCategories",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "GroupTopic",
                columns: table => new
                {
                    GroupId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TopicId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Position = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GroupTopic", x => new { x.GroupId, x.TopicId });
                    table.ForeignKey(
                        name: "FK_GroupTopic_Groups_GroupId",
                        column: x => x.GroupId,
                        principalTable: "Groups",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_GroupTopic_Topics_TopicId",
                        column: x => x.TopicId,
                        principalTable: "Topics",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PartnerTopic",
                columns: table => new
                {
                    PartnerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TopicsId = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PartnerTopic", x => new { x.PartnerId, x.TopicsId });
                    table.ForeignKey(
                        name: "FK_PartnerTopic_Partners_PartnerId",
                        column: x => x.PartnerId,
                        principalTable: "Partners",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_PartnerTopic_Topics_TopicsId",
                        column: x => x.TopicsId,
                        principalTable: "Topics",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "TopicSynonyms",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TopicId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Language = table.Column<string>(type: "varchar(2)", unicode: false, maxLength: 2, nullable: false),
                    Term = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TopicSynonyms", x => x.Id);
                    table.ForeignKey(
                        name: "FK_TopicSynonyms_Topics_TopicId",
                        column: x => x.TopicId,
                        principalTable: "Topics",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_CentreCanton_CentresId",
                table: "CentreCanton",
                column: "CentresId");

            migrationBuilder.CreateIndex(
                name: "IX_Centres_PublicId",
                table: "Centres",
                column: "PublicId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Centres_Slug",
                table: "Centres",
                column: "Slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ClosurePeriods_CentreId",
                table: "ClosurePeriods",
                column: "CentreId");

            migrationBuilder.CreateIndex(
                name: "IX_Groups_CentreId",
                table: "Groups",
                column: "CentreId");

            migrationBuilder.CreateIndex(
                name: "IX_Groups_ExternalId",
                table: "Groups",
                column: "ExternalId",
                unique: true,
                filter: "[ExternalId] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Groups_Publication_Lifecycle",
                table: "Groups",
                columns: new[] { "Publication", "Lifecycle" });

            migrationBuilder.CreateIndex(
                name: "IX_Groups_PublicId",
                table: "Groups",
                column: "PublicId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_GroupTopic_TopicId",
                table: "GroupTopic",
                column: "TopicId");

            migrationBuilder.CreateIndex(
                name: "IX_LocalityAliases_Alias_Locality_CantonCode",
                table: "LocalityAliases",
                columns: new[] { "Alias", "Locality", "CantonCode" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LocalityAliases_CantonCode",
                table: "LocalityAliases",
                column: "CantonCode");

            migrationBuilder.CreateIndex(
                name: "IX_Partners_PublicId",
                table: "Partners",
                column: "PublicId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Partners_Slug",
                table: "Partners",
                column: "Slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PartnerTopic_TopicsId",
                table: "PartnerTopic",
                column: "TopicsId");

            migrationBuilder.CreateIndex(
                name: "IX_Places_CantonCode",
                table: "Places",
                column: "CantonCode");

            migrationBuilder.CreateIndex(
                name: "IX_Places_Npa_Locality_CantonCode",
                table: "Places",
                columns: new[] { "Npa", "Locality", "CantonCode" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TopicCategories_Slug",
                table: "TopicCategories",
                column: "Slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Topics_CategoryId",
                table: "Topics",
                column: "CategoryId");

            migrationBuilder.CreateIndex(
                name: "IX_Topics_Slug",
                table: "Topics",
                column: "Slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TopicSynonyms_TopicId",
                table: "TopicSynonyms",
                column: "TopicId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CentreCanton");

            migrationBuilder.DropTable(
                name: "ClosurePeriods");

            migrationBuilder.DropTable(
                name: "GroupTopic");

            migrationBuilder.DropTable(
                name: "LocalityAliases");

            migrationBuilder.DropTable(
                name: "PartnerTopic");

            migrationBuilder.DropTable(
                name: "Places");

            migrationBuilder.DropTable(
                name: "PortalStates");

            migrationBuilder.DropTable(
                name: "ReferenceFiles");

            migrationBuilder.DropTable(
                name: "TopicSynonyms");

            migrationBuilder.DropTable(
                name: "Groups");

            migrationBuilder.DropTable(
                name: "Partners");

            migrationBuilder.DropTable(
                name: "Cantons");

            migrationBuilder.DropTable(
                name: "Topics");

            migrationBuilder.DropTable(
                name: "Centres");

            migrationBuilder.DropTable(
                name: "TopicCategories");
        }
    }
}
