using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Data.SqlClient;

namespace InfoEntraide.Web.Tests.Data;

/// <summary>
/// Some packages SqlClient asks for are left out or replaced (docs/adr/0002). A type missing at run time shows only when the method that
/// needs it is compiled, so every method is compiled here.
/// </summary>
public sealed class SqlClientTests
{
    // Sign-in with Entra ID through the broker, whose package is left out.
    private const string Broker = "Microsoft.Data.SqlClient.ActiveDirectoryAuthenticationProvider.CreateClientAppInstance";

    [Fact]
    public void Every_method_of_SqlClient_finds_the_types_it_needs()
    {
        const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var compiled = 0;
        var failed = new List<string>();
        foreach (var type in typeof(SqlConnection).Assembly.GetTypes().Where(t => !t.ContainsGenericParameters))
        {
            var methods = type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All));
            foreach (var method in methods.Where(m => HasBody(m) && !m.ContainsGenericParameters))
            {
                try
                {
                    RuntimeHelpers.PrepareMethod(method.MethodHandle);
                    compiled++;
                }
                catch (Exception e) when (e is IOException or TypeLoadException or MissingMemberException or BadImageFormatException)
                {
                    if ($"{type.FullName}.{method.Name}" != Broker)
                    {
                        failed.Add($"{type.FullName}.{method.Name}: {e.Message}");
                    }
                }
            }
        }

        Assert.Empty(failed);
        Assert.True(compiled > 5_000, $"Only {compiled} methods were compiled: the test no longer looks at SqlClient.");
    }

    /// <summary>Neither abstract nor native, nor one of those the runtime makes up for delegates.</summary>
    private static bool HasBody(MethodBase method) =>
        !method.IsAbstract
        && !method.Attributes.HasFlag(MethodAttributes.PinvokeImpl)
        && !method.GetMethodImplementationFlags().HasFlag(MethodImplAttributes.Runtime)
        && !method.GetMethodImplementationFlags().HasFlag(MethodImplAttributes.InternalCall);
}
