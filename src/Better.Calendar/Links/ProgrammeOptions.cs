using Better.Calendar.Wordings;

namespace Better.Calendar.Links;

/// <summary>How <see cref="SeriesProgramme"/> is written.</summary>
public sealed record ProgrammeOptions
{
    /// <summary>The zone its times are in (TZDB id); null: the series'.</summary>
    public string? Zone { get; init; }

    /// <summary>The words for a language tag. Default: <see cref="InvitationWording.For"/>; give your own to change or add some.</summary>
    public Func<string, InvitationWording> Wording { get; init => field = ArgumentGuard.NotNull(value, nameof(Wording)); } = InvitationWording.For;
}
