using InfoEntraide.Web.Hosting;
using Microsoft.AspNetCore.Connections;

if (Verbs.AreIn(args))
{
    return await Verbs.RunAsync(args);
}

WebApplication app;
try
{
    app = Portal.Build(args);
}
catch (InvalidOperationException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 2;
}

if (!await app.PrepareAsync(CancellationToken.None))
{
    return 1;
}

try
{
    await app.RunAsync();
}
catch (IOException e) when (e.InnerException is AddressInUseException)
{
    await Console.Error.WriteLineAsync($"{e.Message} Name another address: --urls http://localhost:5190");
    return 1;
}

return 0;
