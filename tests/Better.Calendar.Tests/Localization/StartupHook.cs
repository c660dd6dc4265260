using System.Diagnostics.CodeAnalysis;
using Better.Calendar.Tests.Localization;

/// <summary>
/// Lets a test look at itself from a process with other settings: .NET calls this before the Main of a program whose
/// environment names this assembly in DOTNET_STARTUP_HOOKS. The name and the missing namespace are .NET's demand.
/// </summary>
[SuppressMessage("Design", "CA1050", Justification = "The runtime looks for it outside namespaces.")]
internal static class StartupHook
{
    public static void Initialize() => MissingCulturesTests.Say();
}
