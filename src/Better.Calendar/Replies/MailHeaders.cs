using System.Collections;
using MimeKit;
using MimeKit.Utils;

namespace Better.Calendar.Replies;

/// <summary>The headers of a mail. Each is decoded or parsed only when it is read.</summary>
internal sealed class MailHeaders(IReadOnlyList<Header> headers) : IEnumerable<Header>
{
    /// <summary>The decoded value of the first header with an id; null when there is none.</summary>
    public string? this[HeaderId id] => FindFirst(id)?.Value;

    /// <summary>The decoded value of the first header with a name, in any case; null when there is none.</summary>
    public string? this[string field] =>
        headers.FirstOrDefault(header => header.Field.Equals(field, StringComparison.OrdinalIgnoreCase))?.Value;

    /// <summary>The Message-ID without its angle brackets (RFC 5322, 3.6.4); null when it is missing or cannot be parsed.</summary>
    public string? MessageId =>
        FindFirst(HeaderId.MessageId) is { } header ? MimeUtils.ParseMessageId(header.RawValue, 0, header.RawValue.Length) : null;

    /// <summary>The Date; null when it is missing or cannot be parsed.</summary>
    public DateTimeOffset? Date =>
        FindFirst(HeaderId.Date) is { } header && DateUtils.TryParse(header.RawValue, 0, header.RawValue.Length, out var date)
            ? date
            : null;

    /// <summary>The date of the first Received header, behind its last semicolon (RFC 5322, 3.6.7); null when there is none.</summary>
    public DateTimeOffset? ReceivedDate
    {
        get
        {
            if (FindFirst(HeaderId.Received)?.RawValue is not { } value)
            {
                return null;
            }

            var start = Array.LastIndexOf(value, (byte)';') + 1;
            return start > 0 && DateUtils.TryParse(value, start, value.Length - start, out var date) ? date : null;
        }
    }

    /// <summary>The addresses and groups in the first header with an id; empty when the header is missing or cannot be parsed.</summary>
    public InternetAddressList GetAddresses(HeaderId id) =>
        FindFirst(id) is { } header && InternetAddressList.TryParse(header.RawValue, out var addresses) ? addresses : [];

    /// <inheritdoc/>
    public IEnumerator<Header> GetEnumerator() => headers.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private Header? FindFirst(HeaderId id)
    {
        for (var at = 0; at < headers.Count; at++)
        {
            if (headers[at].Id == id)
            {
                return headers[at];
            }
        }

        return null;
    }
}
