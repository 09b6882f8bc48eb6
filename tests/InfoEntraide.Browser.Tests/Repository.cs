namespace InfoEntraide.Browser.Tests;

/// <summary>Where things are in the source tree these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = System.IO.Path.GetFullPath("../../../../..", AppContext.BaseDirectory);

    public static string Folder(params string[] names) => System.IO.Path.Combine([Root, .. names]);

    /// <summary>An empty folder for what a run leaves behind; git ignores it.</summary>
    public static string FreshArtifacts(string name)
    {
        var folder = Folder("artifacts", name);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        return Directory.CreateDirectory(folder).FullName;
    }
}
