using InfoEntraide.Web.Localization;

namespace InfoEntraide.Web.Tests.Data;

/// <summary>A folder with a small set of reference data that a test can edit.</summary>
internal sealed class ReferenceFolder : IDisposable
{
    public ReferenceFolder()
    {
        Directory.CreateDirectory(Location);
        Write("categories.csv", """
            slug,name_fr,name_de,name_it,name_en
            psychique,Santé psychique,Psychische Gesundheit,Salute psichica,Mental health
            deuil,Deuil,Trauer,Lutto,Bereavement

            """);
        Write("topics.csv", """
            slug,category,name_fr,name_de,name_it,name_en,synonyms_fr,synonyms_de,synonyms_it,synonyms_en
            depression,psychique,Dépression,Depression,Depressione,Depression,déprime|tristesse,Schwermut,,low mood
            deuil,deuil,Deuil,Trauer,Lutto,Bereavement,,,,
            burn-out,psychique,Burn-out,Burn-out,Burn-out,Burnout,,,,

            """);
        foreach (var language in PortalLanguages.All)
        {
            Write($"phrases_{language.Code()}.csv", "topic,phrases\n");
        }

        Write("cantons.csv", """
            code,name_fr,name_de,name_it,name_rm,name_en,languages,capital,population
            VD,Vaud,Waadt,Vaud,Vad,Vaud,fr,Lausanne,846000
            GR,Grisons,Graubünden,Grigioni,Grischun,Graubünden,de|rm|it,Chur,206000

            """);
        Write("places.csv", """
            npa,locality,commune,canton,lat,lon,precision,language
            1003,Lausanne,Lausanne,VD,46.5160,6.6328,place,fr
            1580,Avenches,Avenches,VD,46.8828,7.0415,commune,fr
            7000,Chur,Chur,GR,46.8566,9.5294,place,de

            """);
        Write("locality_aliases.csv", """
            alias,locality,canton,language
            Losanna,Lausanne,VD,it
            Coire,Chur,GR,fr

            """);
        Write("centres.csv", """
            slug,name_fr,name_de,name_it,name_en,languages,kind,parent,street,npa,town,lat,lon,cantons,website,phone,email,certain,source,note
            national,Fondation,Stiftung,Fondazione,,de|fr|it,national,,Laufenstrasse 12,4053,Basel,47.5416,7.5938,,one.example|two.example,,info@example.ch,yes,public page,
            vaud,Entraide Vaud,,,,fr,centre,,,,Lausanne,,,VD,,,,yes,public page,
            grisons,,Selbsthilfe Graubünden,,,de,centre,,,7000,Chur,46.8566,9.5294,GR,,,,no,public page,a doubt

            """);
        Write("partners.csv", """
            slug,name_fr,name_de,name_it,website,themes,certain,source,official_name_langs
            equilibre,Association,Verein,Associazione,https://equilibre.example,depression|burn-out,yes,public page,de
            doute,Doute,Zweifel,Dubbio,doute.example,depression,no,general knowledge,fr

            """);
        Write("crisis_numbers.csv", """
            slug,phone,name_fr,name_de,name_it,name_en,text_fr,text_de,text_it,text_en,languages,hours,audience,website,suicide,violence,shown_in,source
            143,143,Écoute,Zuhören,Ascolto,Listening,Jour et nuit,Tag und Nacht,Giorno e notte,Day and night,fr|de|it,always,everyone,143.example,1,2,fr|de|it|en,public page
            english,0800 000 000,En anglais,Englisch,In inglese,In English,Le soir,Am Abend,La sera,In the evening,en,18:00-23:00,everyone,,2,,en,public page

            """);
        Directory.CreateDirectory(Path.Combine(Location, "pages"));
        Write("pages/pages.csv", """
            key,section,order
            mission,about,1
            survey,working-group,1

            """);
        WritePage("mission", PortalLanguage.Fr, "Notre mission", "notre-mission", "Bonjour.");
        WritePage("mission", PortalLanguage.De, "Unser Auftrag", "unser-auftrag", "Guten Tag.");
        WritePage("survey", PortalLanguage.Fr, "Sondage", "sondage", "Une question.");
    }

    public string Location { get; } = Path.Combine(Path.GetTempPath(), "reference-" + Guid.NewGuid().ToString("N"));

    public void Write(string file, string text) => File.WriteAllText(Path.Combine(Location, file), text);

    public void WritePage(string key, PortalLanguage language, string title, string address, string body) =>
        Write($"pages/{key}.{language.Code()}.md", $"---\ntitle: {title}\naddress: {address}\nsummary: En bref: {title}\n---\n{body}\n");

    public void Delete(string file) => File.Delete(Path.Combine(Location, file));

    public void WriteBytes(string file, byte[] content) => File.WriteAllBytes(Path.Combine(Location, file), content);

    public void Edit(string file, string from, string to)
    {
        var text = File.ReadAllText(Path.Combine(Location, file));
        Assert.Contains(from, text, StringComparison.Ordinal);
        Write(file, text.Replace(from, to, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(Location, recursive: true);
}
