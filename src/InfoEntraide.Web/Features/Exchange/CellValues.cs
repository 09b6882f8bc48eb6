using System.Globalization;
using System.Text.RegularExpressions;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;

namespace InfoEntraide.Web.Features.Exchange;

/// <summary>
/// Values of cells as people write them in four languages. A method answers null for what it does not understand; words that could
/// mean two things (<c>geschlossen</c>: ended, or full?) are left out on purpose.
/// </summary>
public static class CellValues
{
    private static readonly string[] DateFormats =
    [
        "d.M.yyyy", "d.M.yy", "d/M/yyyy", "d/M/yy", "d-M-yyyy", "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm:ss", "d.M.yyyy HH:mm:ss", "d.M.yyyy HH:mm", "d/M/yyyy HH:mm",
    ];

    private static readonly string[] DateFormatsInWords = ["d MMMM yyyy", "d. MMMM yyyy", "d MMM yyyy", "d. MMM yyyy", "dddd d MMMM yyyy", "dddd, d. MMMM yyyy", "MMMM d, yyyy"];

    private static readonly Dictionary<string, GroupKind> Kinds = Words<GroupKind>(
        (GroupKind.SelfManaged, "selfmanaged|self help|self help group|peer led|selbsthilfegruppe|selbsthilfe|shg|selbstgeleitet|selbst geleitet|selbstorganisiert|autogere|autogeree|groupe autogere|groupe d entraide|groupe d entraide autogere|gae|autogestito|gruppo autogestito|gruppo di auto aiuto|gruppo di autoaiuto|auto aiuto"),
        (GroupKind.Facilitated, "geleitet|geleitete gruppe|geleitete selbsthilfegruppe|angeleitet|fachlich geleitet|moderiert|anime|animee|groupe anime|accompagne|groupe accompagne|encadre|guidato|gruppo guidato|condotto|gruppo condotto|professionally led|facilitated group"),
        (GroupKind.Exchange, "person to person|one to one|einzelkontakt|einzelaustausch|kontaktvermittlung|echange|echange de personne a personne|de personne a personne|scambio|scambio da persona a persona|contatto personale"),
        (GroupKind.Forum, "chat|internetforum|internet forum|online forum|forum internet|forum en ligne|forum online|forum di discussione"));

    private static readonly Dictionary<string, MeetingFormat> Formats = Words<MeetingFormat>(
        (MeetingFormat.InPerson, "vor ort|prasenz|physisch|presentiel|en presentiel|sur place|in presenza|presenza|di persona|sul posto|face to face|on site"),
        (MeetingFormat.Online, "on line|en ligne|virtuell|virtuel|virtuelle|virtuale|zoom|video|visio|visioconference|videokonferenz|videoconferenza|par video|in linea|internet"),
        (MeetingFormat.Hybrid, "hybride|hybrides|ibrido|ibrida"),
        (MeetingFormat.Phone, "telefon|telefonisch|telephone|par telephone|telefono|per telefono|telefonico|by phone"));

    private static readonly Dictionary<string, Audience> Audiences = Words<Audience>(
        (Audience.Affected, "betroffene|betroffen|personnes concernees|concerne|concernes|concernees|persone colpite|persone toccate|diretti interessati|interessati|affected people"),
        (Audience.Relatives, "angehorige|proches|proche|famille|familles|familiari|parenti|family|families"),
        (Audience.Affected | Audience.Relatives, "both|beide|les deux|entrambi|betroffene und angehorige|personnes concernees et proches|interessati e familiari"),
        (Audience.Young, "jeunes|junge|jugendliche|junge erwachsene|giovani|young people|youth"),
        (Audience.Seniors, "senioren|seniorinnen|seniorinnen und senioren|aines|anziani|elderly"),
        (Audience.Women, "woman|frauen|nur frauen|nur fur frauen|femmes|donne|women only"),
        (Audience.Men, "man|manner|nur manner|nur fur manner|hommes|uomini|men only"),
        (Audience.Parents, "eltern|mutter und vater|genitori"),
        (Audience.Lgbtiq, "lgbt|lgbtq|lgbti|lgbtqia|lgbtiqa|queer"));

    private static readonly Dictionary<string, Lifecycle> Lifecycles = Words<Lifecycle>(
        (Lifecycle.InCreation, "im aufbau|in aufbau|aufbau|in grundung|in planung|en creation|en formation|en construction|in formazione|in creazione|in costituzione|starting"),
        (Lifecycle.Active, "aktiv|bestehend|lauft|actif|attivo|attiva|running"),
        (Lifecycle.Paused, "pause|pausiert|sistiert|unterbrochen|en pause|suspendu|in pausa|sospeso|sospesa|on hold"),
        (Lifecycle.Closed, "aufgelost|beendet|dissous|dissoute|termine|sciolto|sciolta|terminato|ended"));

    private static readonly Dictionary<string, Publication> Publications = Words<Publication>(
        (Publication.Draft, "entwurf|brouillon|bozza|no|nein|non"),
        (Publication.Published, "veroffentlicht|publiziert|publie|publiee|pubblicato|pubblicata|public|offentlich|yes|ja|oui|si"),
        (Publication.Archived, "archiviert|archiv|archive|archivee|archiviato|archiviata"));

    private static readonly Dictionary<string, PlacePrecision> Precisions = Words<PlacePrecision>(
        (PlacePrecision.Address, "adresse|genau|genaue adresse|adresse exacte|indirizzo|indirizzo esatto|exact"),
        (PlacePrecision.Locality, "ort|nur ort|ortschaft|localite|localita|commune|town"),
        (PlacePrecision.Hidden, "verborgen|versteckt|geheim|vertraulich|nur kanton|cache|cachee|masque|confidentiel|canton|nascosto|nascosta|segreto|riservato|secret"));

    private static readonly Dictionary<string, string> LanguageNames = new(
        """
        fr francais franzosisch francese french|de deutsch allemand tedesco german schweizerdeutsch mundart|it italiano italienisch italien italian|en english englisch anglais inglese
        rm rumantsch ratoromanisch romanche romancio romansh|pt portugues portugiesisch portugais portoghese portuguese|es espanol spanisch espagnol spagnolo spanish|sq shqip albanisch albanais albanese albanian
        sr srpski serbisch serbe serbo serbian|hr hrvatski kroatisch croate croato croatian|bs bosanski bosnisch bosniaque bosniaco bosnian|tr turkce turkisch turc turco turkish|ar arabisch arabe arabo arabic
        fa farsi persisch persan persiano persian|ti tigrinya tigrinisch|ru russisch russe russo russian|uk ukrainisch ukrainien ucraino ukrainian|pl polski polnisch polonais polacco polish|nl nederlands niederlandisch neerlandais olandese dutch
        ta tamil tamoul tamilisch|ku kurdisch kurde curdo kurdish|so somali|zh chinesisch chinois cinese chinese|hu ungarisch hongrois ungherese hungarian|ro rumanisch roumain rumeno romanian|el griechisch grec greco greek
        sgg dsgs deutschschweizergebardensprache gebardensprache|ssr lsf languedessignes|slf lis linguadeisegni
        """.Split(['|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(' ')).SelectMany(words => words.Select(word => KeyValuePair.Create(word, words[0]))), StringComparer.Ordinal);

    private static readonly HashSet<string> IsoLanguages =
    [
        .. CultureInfo.GetCultures(CultureTypes.NeutralCultures).Select(c => c.TwoLetterISOLanguageName).Where(c => c.Length == 2 && c != "iv"),
    ];

    public static GroupKind? Kind(string cell) => Word(Kinds, cell);

    public static MeetingFormat? Format(string cell) => Word(Formats, cell);

    public static Audience? AudienceOf(string cell) => Word(Audiences, cell);

    public static Lifecycle? Status(string cell) => Word(Lifecycles, cell);

    public static Publication? PublicationOf(string cell) => Word(Publications, cell);

    public static PlacePrecision? Precision(string cell) => Word(Precisions, cell);

    /// <summary>ISO 639 code of a language given by its code or by its name in one of our languages.</summary>
    public static string? Language(string cell)
    {
        var word = CellText.Fold(cell).Replace(" ", "", StringComparison.Ordinal);
        return LanguageNames.GetValueOrDefault(word) ?? (IsoLanguages.Contains(word) ? word : null);
    }

    /// <summary>The parts of a cell with several values: <c>|</c>, <c>;</c>, <c>/</c>, comma, line break or "and" between them.</summary>
    public static string[] Several(string cell) =>
        Between.Split(cell).Select(p => p.Trim()).Where(p => p.Length > 0).ToArray();

    /// <summary>A date, day before month; also a serial number of Excel (days since 30 December 1899) between 1955 and 2099.</summary>
    public static DateOnly? Date(string cell)
    {
        var text = cell.Trim();
        if (DateTime.TryParseExact(text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var date))
        {
            return Plausible(date);
        }

        if (double.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var serial))
        {
            return serial is >= 20_000 and < 73_050 ? DateOnly.FromDateTime(DateTime.FromOADate(Math.Floor(serial))) : null;
        }

        var words = text.Replace("1er ", "1 ", StringComparison.OrdinalIgnoreCase);
        foreach (var language in PortalLanguages.All)
        {
            if (DateTime.TryParseExact(words, DateFormatsInWords, language.Culture(), DateTimeStyles.AllowWhiteSpaces, out date))
            {
                return Plausible(date);
            }
        }

        return null;
    }

    /// <summary>
    /// One or two times: <c>19:30</c>, <c>19.30 Uhr</c>, <c>19h30</c>, <c>7:30 PM</c>, <c>19.30-21.00</c>, a fraction of a day as Excel
    /// exports it. <c>24:00</c> is midnight, and told apart because nothing can begin then.
    /// </summary>
    public static (TimeOnly First, TimeOnly? Second, bool Is24)? Times(string cell)
    {
        var text = cell.Trim();
        if (Fraction.IsMatch(text) && double.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var fraction))
        {
            var minutes = (int)Math.Round(fraction * 24 * 60);
            return minutes < 24 * 60 ? (new TimeOnly(minutes / 60, minutes % 60), null, false) : null;
        }

        // 0.25 could be a quarter of the day or 00:25.
        if (text is ['0', '.' or ',', _, _] || Time.Match(text) is not { Success: true } match || One(match, "") is not { } first)
        {
            return null;
        }

        if (!match.Groups["h2"].Success)
        {
            return (first.Time, null, first.Is24);
        }

        return One(match, "2") is { } second && !first.Is24 ? (first.Time, second.Time, false) : null;
    }

    private static (TimeOnly Time, bool Is24)? One(Match match, string which)
    {
        var hour = int.Parse(match.Groups["h" + which].ValueSpan, CultureInfo.InvariantCulture);
        var minute = match.Groups["m" + which] is { Success: true } m ? int.Parse(m.ValueSpan, CultureInfo.InvariantCulture) : 0;
        if (match.Groups["ap" + which] is { Success: true } half)
        {
            if (hour is < 1 or > 12)
            {
                return null;
            }

            hour = (hour % 12) + (half.Value[0] is 'p' or 'P' ? 12 : 0);
        }

        return (hour, minute) switch
        {
            (24, 0) => (TimeOnly.MinValue, true),
            ( <= 23, <= 59) => (new TimeOnly(hour, minute), false),
            _ => null,
        };
    }

    private static DateOnly? Plausible(DateTime date) => date.Year is >= 1950 and <= 2099 ? DateOnly.FromDateTime(date) : null;

    private static T? Word<T>(Dictionary<string, T> words, string cell) where T : struct, Enum =>
        words.TryGetValue(CellText.Fold(cell), out var value) ? value : null;

    private static Dictionary<string, T> Words<T>(params ReadOnlySpan<(T Value, string Words)> entries) where T : struct, Enum
    {
        var result = Codes.All<T>().ToDictionary(v => CellText.Fold(v.Code()), StringComparer.Ordinal);
        foreach (var (value, words) in entries)
        {
            foreach (var word in words.Split('|'))
            {
                result[word] = value;
            }
        }

        return result;
    }

    private static readonly Regex Between = new(@"\s*[|;,/\n&]\s*|\s+(?:und|et|e|ed|and)\s+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    // One digit, three or more, or two that are no minutes.
    private static readonly Regex Fraction = new(@"^0?[.,](?:\d|[6-9]\d|\d{3,17})$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    private const string OneTime = @"(?<h>\d{1,2})(?:\s?(?:[:.]|h|u)\s?(?<m>\d{2})(?:[:.]\d{2})?|\s?h)?(?:\s?(?:uhr|h|heures?|ore))?(?:\s?(?<ap>[ap])\.?\s?m\.?)?";

    private static readonly Regex Time = new(@"^(?:(?:um|ab|von|à|a|de|dès|dalle|alle|ore|at|from)\s+){0,2}(?:(?<h>\d{2})(?<m>\d{2})|" + OneTime + @")(?:\s?(?:-|–|—|bis|à|a|alle|to|until|jusqu'à)\s?(?<h2>\d{1,2})(?:\s?(?:[:.]|h)\s?(?<m2>\d{2})|\s?h)?(?:\s?(?:uhr|h|heures?|ore))?(?:\s?(?<ap2>[ap])\.?\s?m\.?)?)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
}
