namespace Better.Calendar.Delivery;

/// <summary>What became of one letter that was carried.</summary>
/// <param name="State"><see cref="LetterState.Sent"/>, <see cref="LetterState.Refused"/>, <see cref="LetterState.RetryAt"/> or <see cref="LetterState.Unknown"/>.</param>
/// <param name="Answer">The server's answer, or why there is none.</param>
/// <param name="ConnectionLost">Whether the carrier must be opened again; the letter is not to blame.</param>
public sealed record Carried(LetterState State, string Answer, bool ConnectionLost = false);
