using InfoEntraide.Web.Hosting;

if (Verbs.AreIn(args))
{
    return await Verbs.RunAsync(args);
}

var app = Portal.Build(args);
await app.PrepareAsync(CancellationToken.None);
await app.RunAsync();
return 0;
