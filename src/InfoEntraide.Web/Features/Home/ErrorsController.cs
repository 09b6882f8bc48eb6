using InfoEntraide.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;

namespace InfoEntraide.Web.Features.Home;

/// <summary>Error pages in the visitor's language, reached by re-execution only: the address stays what was asked for.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class ErrorsController : PublicController
{
    public const string Path = "/errors/{0}";

    [Route("/errors/{status:int}")]
    public IActionResult Show(int status)
    {
        if (HttpContext.Features.Get<Microsoft.AspNetCore.Diagnostics.IStatusCodeReExecuteFeature>() is null
            && HttpContext.Features.Get<Microsoft.AspNetCore.Diagnostics.IExceptionHandlerFeature>() is null)
        {
            status = StatusCodes.Status404NotFound;
        }

        KeepPrivate();
        StandsAt(PublicPaths.Home);
        Response.StatusCode = status;
        return View(status == StatusCodes.Status404NotFound ? "NotFound" : "Error", status);
    }
}
