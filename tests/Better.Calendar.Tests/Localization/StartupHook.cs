using System.Diagnostics.CodeAnalysis;
using Better.Calendar.Tests.Localization;

/// <summary>
/// Runs code of this assembly in a process with other settings: .NET calls this before the Main of a program whose
/// environment variable DOTNET_STARTUP_HOOKS has this assembly. .NET requires this name without a namespace.
/// </summary>
[SuppressMessage("Design", "CA1050", Justification = "The runtime looks for it outside namespaces.")]
internal static class StartupHook
{
    public static void Initialize() => MissingCulturesTests.WriteTexts();
}
