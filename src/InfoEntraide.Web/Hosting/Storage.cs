namespace InfoEntraide.Web.Hosting;

/// <summary>The folder that holds everything the program writes: SQLite file, keys. Setting <c>Storage__Path</c>, by default <c>App_Data</c> under the content root.</summary>
public sealed record Storage(string Path)
{
    public static Storage From(IConfiguration configuration, IHostEnvironment environment)
    {
        var path = System.IO.Path.GetFullPath(configuration["Storage:Path"] ?? "App_Data", environment.ContentRootPath);
        Directory.CreateDirectory(path);
        return new Storage(path);
    }

    public string File(string name) => System.IO.Path.Combine(Path, name);
}
