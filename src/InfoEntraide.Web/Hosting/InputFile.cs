using System.Diagnostics.CodeAnalysis;

namespace InfoEntraide.Web.Hosting;

/// <summary>Finds the file somebody names on the command line.</summary>
internal static class InputFile
{
    /// <summary>
    /// Looks in the working folder, then in <paramref name="caller"/>: <c>dotnet run --project</c> makes the folder of the project the
    /// working one, while shells leave theirs in the variable PWD.
    /// </summary>
    public static bool TryFind(string given, string working, string? caller, [NotNullWhen(true)] out string? path, [NotNullWhen(false)] out string? problem)
    {
        (path, problem) = (null, null);
        if (string.IsNullOrWhiteSpace(given) || given.Contains('\0', StringComparison.Ordinal))
        {
            problem = "FILE is empty: name the file to import.";
            return false;
        }

        List<string> places = [Path.GetFullPath(given, working)];
        if (Path.IsPathFullyQualified(caller ?? "") && Path.GetFullPath(given, caller!) is var other && other != places[0])
        {
            places.Add(other);
        }

        path = places.Find(File.Exists);
        if (path is null)
        {
            problem = places.Find(Directory.Exists) is { } folder
                ? $"{folder} is a folder: name a file in it."
                : $"There is no file {string.Join(" and no file ", places)}.";
        }

        return path is not null;
    }
}
