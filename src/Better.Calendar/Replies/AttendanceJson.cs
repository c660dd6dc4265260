using System.Text.Json.Serialization;
using NodaTime.Text;
using static Better.Calendar.Model.DocumentWriter;

namespace Better.Calendar.Replies;

// The shape of the JSON document: each type has the properties of one JSON object, in the order in which they are written.
// Properties that are null are not written.

/// <summary>
/// The serialization metadata of these types, generated at compile time, so that trimmed and native programs work without reflection.
/// </summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AttendanceJson))]
internal sealed partial class AttendanceJsonContext : JsonSerializerContext;

internal readonly struct AttendanceJson(Attendance attendance)
{
    public int Format { get; } = AttendanceDocumentReader.Format;
    public IEnumerable<EntryJson> Entries => attendance.Entries.Select(static entry => new EntryJson(entry));
    public IEnumerable<BounceJson> Bounces => attendance.Bounces.Select(static bounce => new BounceJson(bounce));
    public IEnumerable<ProposalJson> Proposals => attendance.Proposals.Select(static proposal => new ProposalJson(proposal));
}

internal readonly struct EntryJson(AttendanceEntry entry)
{
    public string Email => entry.Email.Value;
    public string Workshop => entry.WorkshopId;
    public string Response => entry.Status is { } status ? Word(status) : AttendanceDocumentReader.DelegatedStatus;
    public string? DelegatedTo => entry.DelegatedTo?.Value;
    public string? DelegatedFrom => entry.DelegatedFrom?.Value;
    public string? Alias => entry.Alias?.Value;
    public string Role => Word(entry.Role);
    public string Trust => Word(entry.Trust);
    public string? Needs => entry.NeedsConfirmation ? AttendanceDocumentReader.ConfirmationNeed : null;
    public int Sequence => entry.Sequence;
    public string Stamp => InstantPattern.ExtendedIso.Format(entry.Timestamp);
    public string Key => entry.MessageKey;
    public string? Comment => entry.Comment;
}

internal readonly struct BounceJson(Bounce bounce)
{
    public string Email => bounce.Email.Value;
    public string? Workshop => bounce.WorkshopId;
    public string Kind => bounce.IsPermanent ? AttendanceDocumentReader.PermanentKind : AttendanceDocumentReader.TransientKind;
    public string Status => bounce.Status;
    public string Diagnostic => bounce.Diagnostic;
    public string Trust => Word(bounce.Trust);
    public string Stamp => InstantPattern.ExtendedIso.Format(bounce.Timestamp);
    public string Key => bounce.MessageKey;
}

internal readonly struct ProposalJson(Proposal proposal)
{
    public string Email => proposal.Sender.Email.Value;
    public string? Workshop => proposal.WorkshopId;
    public string Start => InstantPattern.ExtendedIso.Format(proposal.Start);
    public string End => InstantPattern.ExtendedIso.Format(proposal.End);
    public string? DelegatedFrom => proposal.Sender.DelegatedFrom?.Value;
    public string? Alias => proposal.Sender.Alias?.Value;
    public string Role => Word(proposal.Sender.Role);
    public string Trust => Word(proposal.Sender.Trust);
    public string? Needs => proposal.Sender.NeedsConfirmation ? AttendanceDocumentReader.ConfirmationNeed : null;
    public int Sequence => proposal.Sequence;
    public string Stamp => InstantPattern.ExtendedIso.Format(proposal.Timestamp);
    public string Key => proposal.MessageKey;
    public string? Comment => proposal.Comment;
}
