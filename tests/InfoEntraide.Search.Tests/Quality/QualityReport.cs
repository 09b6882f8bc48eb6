using System.Globalization;

namespace InfoEntraide.Search.Tests.Quality;

/// <summary>How well a list of judged queries is understood.</summary>
public sealed class QualityReport
{
    private readonly List<(JudgedQuery Query, Interpretation Reading)> answers = [];

    public QualityReport(SearchEngine engine, IEnumerable<JudgedQuery> queries)
    {
        foreach (var query in queries)
        {
            answers.Add((query, engine.Search(new SearchRequest { Text = query.Text, Language = query.Language, Take = 0 }).Interpretation));
        }
    }

    private QualityReport(IEnumerable<(JudgedQuery, Interpretation)> some) => answers = [.. some];

    /// <summary>Share of queries with a topic whose first expected topic is the engine's first.</summary>
    public double SuccessAt1 => Share(answers.Where(a => a.Query.Topics.Count > 0), a => Rank(a) == 1);

    /// <summary>Share of queries with a topic whose first expected topic is among the engine's first three.</summary>
    public double SuccessAt3 => Share(answers.Where(a => a.Query.Topics.Count > 0), a => Rank(a) is 1 or 2 or 3);

    /// <summary>Mean reciprocal rank of the first expected topic.</summary>
    public double ReciprocalRank => answers.Where(a => a.Query.Topics.Count > 0).Select(a => Rank(a) == 0 ? 0.0 : 1.0 / Rank(a)).DefaultIfEmpty(1).Average();

    /// <summary>Share of queries with a place whose canton and locality were understood.</summary>
    public double Places => Share(answers.Where(a => a.Query.HasPlace), IsPlaceRight);

    /// <summary>Share of queries without a place in which none was read.</summary>
    public double NoPlaces => Share(answers.Where(a => !a.Query.HasPlace), IsPlaceRight);

    /// <summary>Share of queries in which danger was recognised exactly where it is.</summary>
    public double Crisis => Share(answers, a => a.Query.Crisis == a.Reading.Crisis);

    /// <summary>Share of queries of danger in which it was seen.</summary>
    public double CrisisSeen => Share(answers.Where(a => a.Query.Crisis), a => a.Reading.Crisis);

    /// <summary>Share of queries without a topic in which none was read.</summary>
    public double Nothing => Share(answers.Where(a => a.Query.Topics.Count == 0), a => a.Reading.Topics.Count == 0);

    public QualityReport Of(string language) => new(answers.Where(a => string.Equals(a.Query.Language, language, StringComparison.Ordinal)));

    public QualityReport Without(params string[] kinds) => new(answers.Where(a => !kinds.Contains(a.Query.Kind, StringComparer.Ordinal)));

    public void Print(TextWriter output)
    {
        output.WriteLine("             queries  success@1  success@3    MRR  places  no place  crisis  seen  nothing");
        foreach (var language in answers.Select(a => a.Query.Language).Distinct(StringComparer.Ordinal))
        {
            Of(language).PrintLine(output, language);
        }

        PrintLine(output, "all");
        foreach (var kind in answers.Select(a => a.Query.Kind).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            new QualityReport(answers.Where(a => string.Equals(a.Query.Kind, kind, StringComparison.Ordinal))).PrintLine(output, kind);
        }
    }

    public void PrintMisses(TextWriter output)
    {
        foreach (var answer in answers)
        {
            var (query, reading) = answer;
            var faults = new List<string>();
            if (query.Topics.Count > 0 && Rank(answer) != 1)
            {
                faults.Add($"topic {string.Join('|', query.Topics)} is {(Rank(answer) == 0 ? "missing" : $"number {Rank(answer)}")}");
            }

            if (query.Topics.Count == 0 && reading.Topics.Count > 0)
            {
                faults.Add("no topic meant");
            }

            if (!IsPlaceRight(answer))
            {
                faults.Add($"place {query.Canton} {query.Locality} read as {reading.Place?.Canton} {reading.Place?.Name}");
            }

            if (query.Crisis != reading.Crisis)
            {
                faults.Add(query.Crisis ? "danger not seen" : "danger seen where there is none");
            }

            if (faults.Count > 0)
            {
                output.WriteLine($"{query.Id,-6} {query.Kind,-12} {query.Text}{Environment.NewLine}       {string.Join("; ", faults)}; read: {string.Join(' ', reading.Topics)} [{reading.Text}]{(reading.Corrected is { } c ? $" corrected: {c}" : "")}");
            }
        }
    }

    private void PrintLine(TextWriter output, string name) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-12}{answers.Count,8}  {SuccessAt1,9:P1}  {SuccessAt3,9:P1}  {ReciprocalRank,5:F3}  {Places,6:P1}  {NoPlaces,8:P1}  {Crisis,6:P1}  {CrisisSeen,6:P1}  {Nothing,7:P1}"));

    private static int Rank((JudgedQuery Query, Interpretation Reading) answer)
    {
        for (var i = 0; i < answer.Reading.Topics.Count; i++)
        {
            if (string.Equals(answer.Reading.Topics[i], answer.Query.Topics[0], StringComparison.Ordinal))
            {
                return i + 1;
            }
        }

        return 0;
    }

    private static bool IsPlaceRight((JudgedQuery Query, Interpretation Reading) answer)
    {
        var place = answer.Reading.Place;
        if (!answer.Query.HasPlace)
        {
            return place is null;
        }

        return string.Equals(place?.Canton, answer.Query.Canton, StringComparison.Ordinal)
            && (answer.Query.Locality.Length == 0 || string.Equals(place?.Name, answer.Query.Locality, StringComparison.Ordinal));
    }

    private static double Share(IEnumerable<(JudgedQuery Query, Interpretation Reading)> some, Func<(JudgedQuery Query, Interpretation Reading), bool> isRight)
    {
        var right = 0;
        var all = 0;
        foreach (var answer in some)
        {
            all++;
            right += isRight(answer) ? 1 : 0;
        }

        return all == 0 ? 1 : (double)right / all;
    }
}
