namespace Rex.Simulator.Scenarios;

/// <summary>A play template that is written otherwise than the one that comes with the simulator, as installations have their own.</summary>
internal sealed record TemplateDescription
{
    /// <summary>g1, g2 or g3.</summary>
    public Located<string> Play { get; set; }

    /// <summary>A text that its YAML has.</summary>
    public string InPlaceOf { get; set; } = "";

    /// <summary>What stands there instead.</summary>
    public string Write { get; set; } = "";

    /// <summary>The template's YAML, changed where it is this template.</summary>
    public string Apply(string template, string yaml) =>
        template == $"play-{Play.Value}" ? yaml.Replace(InPlaceOf, Write, StringComparison.Ordinal) : yaml;
}
