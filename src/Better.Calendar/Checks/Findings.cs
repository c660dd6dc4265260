namespace Better.Calendar.Checks;

/// <summary>Collects what the rules find.</summary>
internal sealed class Findings(CheckOptions options)
{
    private const int MostOfOneRule = 20;

    private readonly List<Finding> found = [];
    private readonly List<SilencedRule> silenced = [];
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);

    /// <summary>What was found so far.</summary>
    public IReadOnlyList<Finding> All => found;

    /// <summary>The silenced rules that found something.</summary>
    public IReadOnlyList<SilencedRule> Silenced => silenced;

    /// <summary>How many were left out.</summary>
    public int Omitted { get; private set; }

    /// <summary>Whether a rule found something, silenced or not.</summary>
    public bool Has(CheckRule rule) => counts.ContainsKey(rule.Id);

    /// <summary>How many findings of a rule there are, silenced or not.</summary>
    public int Count(CheckRule rule) => counts.TryGetValue(rule.Id, out var count) ? count : 0;

    /// <summary>Notes a finding.</summary>
    /// <param name="rule">The rule that is broken.</param>
    /// <param name="place">Where.</param>
    /// <param name="problem">What is wrong there, with the value found.</param>
    /// <param name="atMost">How much it matters there, where that is less than the rule says.</param>
    /// <param name="mend">How to mend it, where more can be said than the rule does.</param>
    public void Add(CheckRule rule, Place place, string problem, Severity atMost = Severity.Error, string? mend = null)
    {
        counts[rule.Id] = Count(rule) + 1;
        foreach (var silence in options.Silence)
        {
            if (silence.Rule == rule.Id)
            {
                if (counts[rule.Id] == 1)
                {
                    silenced.Add(silence);
                }

                return;
            }
        }

        if (counts[rule.Id] > MostOfOneRule)
        {
            Omitted++;
            return;
        }

        found.Add(new()
        {
            Rule = rule.Id,
            Severity = atMost < rule.Severity ? atMost : rule.Severity,
            Clients = rule.Clients,
            Problem = problem,
            Mend = mend ?? rule.Mend,
            Place = place,
            Source = rule.Source,
        });
    }
}
