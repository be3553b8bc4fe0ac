namespace Rex.Simulator.Scenarios;

/// <summary>A disturbance of requests, or a crash of their sender.</summary>
internal sealed record FaultDescription
{
    /// <summary>answer, delay, cutBefore, cutAfter, crashBefore, crashAfter, crashAround, pauseBefore, pauseAfter.</summary>
    public Located<Faults.FaultAction> Do { get; set; }

    /// <summary>cluster or gitHub; both where null.</summary>
    public Ledgers.LedgerTarget? Target { get; set; }

    /// <summary>A regular expression for the caller's name; Rex is <c>rex-0</c>, after a crash <c>rex-1</c>, and so on; a second process <c>rex-b-0</c>.</summary>
    public string From { get; set; } = "^rex-";

    public List<string> Methods { get; set; } = [];

    /// <summary>A regular expression for path and query.</summary>
    public Located<string>? Path { get; set; }

    /// <summary>A regular expression for the body.</summary>
    public Located<string>? Body { get; set; }

    /// <summary>The first match, from 1, that it hits.</summary>
    public int Nth { get; set; } = 1;

    /// <summary>How many matches from there on.</summary>
    public int Times { get; set; } = 1;

    public int Status { get; set; } = 500;

    public string Answer { get; set; } = "";

    /// <summary>How long a delay or a pause takes, in simulated time.</summary>
    public TimeSpan For { get; set; }
}
