using System.Text.Json.Nodes;
using Rex.Host.Linting;
using Rex.Host.Linting.Manifests;
using Rex.Host.Linting.Reports;
using Rex.Host.Linting.Schemas;

namespace Rex.Host.Tests.Linting;

/// <summary>One report in each of its formats.</summary>
public sealed class ReportTests
{
    private static readonly RuleDescription[] Rules =
    [
        .. Reading.All,
        .. RuleList.Create(PublishedSchemas.None).Select(rule => rule.Description),
    ];

    private static readonly LintReport Report = new(
        [
            new Finding(Rule("REX003"), "a b.yaml", new Position(1, 1), "nothing here"),
            new Finding(Rule("REX202"), "c/d.yaml", new Position(7, 3), "'x\e[31m' matches anywhere"),
            new Finding(Rule("REX101"), "c/d.yaml", new Position(9, 5), "no such operation"),
        ],
        2,
        5
    );

    [Fact]
    public void Text_HasPlaceSeverityIdMessageAndFix() =>
        Written(output => TextReport.Write(output, Report, inColour: false))
            .ReplaceLineEndings("\n")
            .ShouldBe(
                $"""
                a b.yaml:1:1 note REX003 nothing here
                c/d.yaml:7:3 warning REX202 'x [31m' matches anywhere
                    fix: {Rule("REX202").Fix}
                c/d.yaml:9:5 error REX101 no such operation
                    fix: {Rule("REX101").Fix}
                5 documents in 2 files: 1 error, 1 warning, 1 note

                """
            );

    [Fact]
    public void Text_OnATerminal_IsColoured() =>
        Written(output => TextReport.Write(output, Report, inColour: true)).ShouldContain("c/d.yaml:9:5 \e[31merror\e[0m REX101");

    [Fact]
    public void Json_HasEveryFinding()
    {
        var json = JsonNode.Parse(Written(output => JsonReport.Write(output, Report)))!;

        json["documents"]!.GetValue<int>().ShouldBe(5);
        json["files"]!.GetValue<int>().ShouldBe(2);
        var last = json["findings"]![2]!;
        last["rule"]!.GetValue<string>().ShouldBe("REX101");
        last["name"]!.GetValue<string>().ShouldBe("unsupported-trigger-operation");
        last["severity"]!.GetValue<string>().ShouldBe("error");
        last["file"]!.GetValue<string>().ShouldBe("c/d.yaml");
        last["line"]!.GetValue<int>().ShouldBe(9);
        last["column"]!.GetValue<int>().ShouldBe(5);
        last["message"]!.GetValue<string>().ShouldBe("no such operation");
        last["fix"]!.GetValue<string>().ShouldBe(Rule("REX101").Fix);
    }

    [Fact]
    public void Sarif_HasTheRulesAndAPlaceForEachResult()
    {
        var json = JsonNode.Parse(Written(output => SarifReport.Write(output, Report, Rules)))!;

        json["version"]!.GetValue<string>().ShouldBe("2.1.0");
        var run = json["runs"]!.AsArray().ShouldHaveSingleItem()!;
        run["tool"]!["driver"]!["rules"]!.AsArray().Count.ShouldBe(Rules.Length);
        var results = run["results"]!.AsArray();
        results.Select(result => result!["level"]!.GetValue<string>()).ShouldBe(["note", "warning", "error"]);
        var place = results[0]!["locations"]![0]!["physicalLocation"]!;
        place["artifactLocation"]!["uri"]!.GetValue<string>().ShouldBe("a%20b.yaml");
        results[2]!["locations"]![0]!["physicalLocation"]!["region"]!["startLine"]!.GetValue<int>().ShouldBe(9);
        results[2]!["ruleId"]!.GetValue<string>().ShouldBe("REX101");
    }

    private static RuleDescription Rule(string id) => Rules.Single(rule => rule.Id == id);

    private static string Written(Action<TextWriter> write)
    {
        using var output = new StringWriter();
        write(output);
        return output.ToString();
    }
}
