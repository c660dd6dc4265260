using System.Globalization;
using System.Text;

namespace Better.Calendar.Model;

/// <summary>The only place where a link becomes text: ASCII alone (RFC 3986, 2), with the host in A-labels, as addresses have it.</summary>
/// <remarks>Clients do not make a link of a host in other letters, and a reader cannot tell it from one that looks the same.</remarks>
internal static class LinkFormatter
{
    /// <summary>Writes a link.</summary>
    public static string Format(Uri url)
    {
#pragma warning disable RS0030 // this is the place that the rule names
        var text = url.AbsoluteUri;
#pragma warning restore RS0030
        if (IsAscii(text))
        {
            return text;
        }

        if (!IsAscii(url.Host) && url.Scheme is "https" or "http")
        {
            // A host that is no domain name stays as it is, percent-encoded (RFC 3986, 3.2.2).
            var host = HostName.Canonicalize(url.Host, out _) ?? url.Host;
            var port = url.GetComponents(UriComponents.Port, UriFormat.UriEscaped);
            text = $"{url.Scheme}://{(url.UserInfo.Length > 0 ? url.UserInfo + "@" : "")}{host}{(port.Length > 0 ? ":" + port : "")}"
                + url.PathAndQuery + url.Fragment;
        }

        return Encode(text);
    }

    /// <summary>The same link as a value whose text is ASCII alone, for hosts that write it themselves.</summary>
    public static Uri ToAscii(Uri url) => !url.IsAbsoluteUri || IsAscii(url.OriginalString) ? url : new(Format(url));

    private static string Encode(string text)
    {
        if (IsAscii(text))
        {
            return text;
        }

        var encoded = new StringBuilder(text.Length + 16);
        foreach (var unit in Encoding.UTF8.GetBytes(text))
        {
            _ = unit < 0x80 ? encoded.Append((char)unit) : encoded.Append('%').Append(unit.ToString("X2", CultureInfo.InvariantCulture));
        }

        return encoded.ToString();
    }

    private static bool IsAscii(string text)
    {
        foreach (var c in text)
        {
            if (c > '\x7F')
            {
                return false;
            }
        }

        return true;
    }
}
