using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Controllers;

namespace InfoEntraide.Browser.Tests;

/// <summary>Remembers which actions have answered: <c>GroupsController.Show</c>.</summary>
public sealed class VisitedActions : IStartupFilter
{
    private readonly ConcurrentDictionary<string, bool> seen = new(StringComparer.Ordinal);

    public IEnumerable<string> Names => seen.Keys;

    public static string NameOf(ControllerActionDescriptor action) => $"{action.ControllerTypeInfo.Name}.{action.ActionName}";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (context, rest) =>
        {
            await rest(context);
            if (context.GetEndpoint()?.Metadata.GetMetadata<ControllerActionDescriptor>() is { } action)
            {
                seen.TryAdd(NameOf(action), true);
            }
        });
        next(app);
    };
}
