using System.Security.Cryptography;
using System.Text;

namespace WebHost.Organizer;

/// <summary>The key with which the organizer signs in.</summary>
internal sealed class OrganizerKey
{
    /// <summary>The least length of a key, in characters.</summary>
    public const int MinLength = 16;

    private readonly string? key;
    private readonly bool isConfigured;

    private OrganizerKey(string? key, bool isConfigured) => (this.key, this.isConfigured) = (key, isConfigured);

    /// <summary>Whether somebody can sign in at all.</summary>
    public bool Exists => key is not null;

    /// <summary>
    /// What a session remembers of the key with which it began: with another key, it ends. It is in an encrypted cookie alone.
    /// </summary>
    public string Fingerprint => Convert.ToHexStringLower(Hash(key ?? ""))[..32];

    /// <summary>
    /// The configured key; in development, if none is configured, a random one for this run, so that the sample can be tried with one
    /// command.
    /// </summary>
    /// <exception cref="InvalidOperationException">The configured key is too short.</exception>
    public static OrganizerKey Create(WebHostOptions options, IHostEnvironment environment) => options.OrganizerKey switch
    {
        { Length: < MinLength } key => throw new InvalidOperationException(
            $"WebHost:OrganizerKey has {key.Length} characters; it needs {MinLength} or more. Configure a longer key."),
        { } key => new(key, isConfigured: true),
        null when environment.IsDevelopment() =>
            new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(MinLength)), isConfigured: false),
        null => new(null, isConfigured: false),
    };

    /// <summary>Whether somebody gave the key; the comparison takes the same time for every wrong one.</summary>
    public bool Matches(string? given) => key is not null && CryptographicOperations.FixedTimeEquals(Hash(given ?? ""), Hash(key));

    /// <summary>
    /// The address at which to sign in. A key of this run is its fragment, which browsers keep to themselves: no server and no log gets it.
    /// </summary>
    public Uri GetSignInUrl(Uri host) => new(host, OrganizerPaths.SignIn + (isConfigured ? "" : "#" + key));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
