using System.Security.Cryptography;
using System.Text;

namespace WebHost.Organizer;

/// <summary>A short digest of what a page said that it would do, which comes back with the button that does it.</summary>
internal static class PlanDigest
{
    public static string Create(IEnumerable<string> said) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', said))))[..32];
}
