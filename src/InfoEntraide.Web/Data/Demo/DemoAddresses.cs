namespace InfoEntraide.Web.Data.Demo;

/// <summary>Invented addresses: houses and streets as there are in every Swiss town.</summary>
internal static class DemoAddresses
{
    private static readonly Dictionary<string, string[]> Streets = new(StringComparer.Ordinal)
    {
        ["fr"] =
        [
            "Rue de la Gare", "Avenue de la Gare", "Rue du Collège", "Rue du Temple", "Chemin des Écoliers", "Rue de l’Église", "Rue du Centre", "Grand-Rue", "Rue du Lac",
            "Chemin du Verger", "Rue des Tilleuls", "Avenue des Alpes", "Rue du Marché", "Route de la Forêt", "Rue du Château", "Chemin de la Fontaine", "Place du Village",
        ],
        ["de"] =
        [
            "Bahnhofstrasse", "Kirchgasse", "Schulstrasse", "Dorfstrasse", "Hauptstrasse", "Lindenstrasse", "Gartenstrasse", "Poststrasse", "Industriestrasse", "Kirchweg",
            "Mühlegasse", "Rosenweg", "Feldstrasse", "Oberdorfstrasse", "Ringstrasse", "Seestrasse", "Bergstrasse", "Marktgasse", "Schulhausweg", "Spitalstrasse",
        ],
        ["it"] =
        [
            "Via della Stazione", "Via alla Chiesa", "Via delle Scuole", "Via Cantonale", "Via Centrale", "Via al Lago", "Via dei Tigli", "Via della Posta", "Via ai Ronchi",
            "Via San Gottardo", "Piazza Grande", "Via al Ponte", "Via Campagna", "Vicolo Vecchio",
        ],
    };

    private static readonly Dictionary<string, string[]> Houses = new(StringComparer.Ordinal)
    {
        ["fr"] =
        [
            "Maison de quartier", "Salle de paroisse", "Maison de paroisse", "Centre de loisirs", "Maison des associations", "Bibliothèque communale, salle de réunion",
            "Espace rencontre", "Ancien collège, 1er étage", "Maison communale, petite salle", "Local des Tilleuls", "Café associatif, salle du fond",
        ],
        ["de"] =
        [
            "Quartierzentrum", "Kirchgemeindehaus", "Pfarreiheim", "Gemeinschaftszentrum", "Familienzentrum", "Altes Schulhaus, 1. Stock", "Gemeindebibliothek, Sitzungszimmer",
            "Begegnungszentrum", "Treffpunkt am Dorfplatz", "Alterszentrum, Mehrzweckraum", "Gemeindehaus, Sitzungszimmer", "Vereinslokal Linde",
        ],
        ["it"] =
        [
            "Centro diurno", "Sala parrocchiale", "Centro comunale", "Casa delle associazioni", "Ex scuola elementare, 1° piano", "Biblioteca comunale, saletta", "Centro d’incontro",
            "Oratorio", "Sala multiuso", "Casa anziani, sala riunioni",
        ],
    };

    private static readonly Dictionary<string, string[]> TownHouses = new(StringComparer.Ordinal)
    {
        ["fr"] = ["Hôpital, salle de conférences", "Centre d’entraide, salle 2", "Maison de la santé, 2e étage", "Université populaire, salle 4"],
        ["de"] = ["Spital, Sitzungszimmer 3", "Selbsthilfezentrum, Gruppenraum", "Gesundheitszentrum, 2. Stock", "Volkshochschule, Zimmer 12"],
        ["it"] = ["Ospedale, sala conferenze", "Centro di auto-aiuto, sala gruppi", "Centro sanitario, 2° piano", "Scuola popolare, aula 3"],
    };

    public static (string Venue, string Street) Pick(Random random, string language, bool isTown)
    {
        var known = Streets.ContainsKey(language) ? language : "de";
        var houses = isTown && random.Chance(0.3) ? TownHouses : Houses;
        return (random.Pick(houses[known]), $"{random.Pick(Streets[known])} {random.Next(1, 60)}");
    }
}
