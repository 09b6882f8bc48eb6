using InfoEntraide.Search;
using InfoEntraide.Search.Tests.Quality;
using InfoEntraide.Web.Data.Reference;

namespace InfoEntraide.Benchmarks;

/// <summary>Prints how well the search understands the judged queries, by language and half, and what it gets wrong in the half used for tuning.</summary>
internal static class QualityCommand
{
    public const string Usage = "quality [--held-misses] [--file FILE] [--explain QUERY...]   how well the judged queries are understood";

    public static int Run(string[] options, TextWriter output)
    {
        var file = options.SkipWhile(o => o != "--file").Skip(1).FirstOrDefault() ?? Path.Combine(AppContext.BaseDirectory, "Quality", "judged.csv");
        var engine = SearchEngine.Build(ReferenceCorpus.Read(ReferenceData.DefaultFolder));
        foreach (var query in options.SkipWhile(o => o != "--explain").Skip(1))
        {
            var reading = engine.Explain(new SearchRequest { Text = query }).Reading;
            output.WriteLine(query);
            reading.Words.ForEach(w => output.WriteLine($"   {w.Folded} {w.Corrected} {w.Use} [{string.Join(' ', w.Stems)}] {w.Quality}"));
            reading.Considered.Take(8).ToList().ForEach(t => output.WriteLine($"   {t.Score:F2} {reading.Topics[t.Topic]} phrase {t.PhraseScore:F2} '{t.Phrase}' {(t.IsWhole ? "whole" : "")} words {t.WordScore:F2} {(t.IsChosen ? "*" : "")}"));
        }

        if (options.Contains("--explain"))
        {
            return 0;
        }

        var queries = JudgedQuery.Read(file);
        foreach (var held in (bool[])[false, true])
        {
            output.WriteLine(held ? "Untouched half" : "Tuning half");
            var report = new QualityReport(engine, queries.Where(q => q.IsHeld == held));
            report.Print(output);
            if (!held || options.Contains("--held-misses"))
            {
                report.PrintMisses(output);
            }
        }

        return 0;
    }
}
