using System.Text.Json.Nodes;

namespace Rex.Simulator.Tests.Schemas;

/// <summary>That the check of exchanges finds what is wrong.</summary>
public sealed class OpenApiDocumentTests
{
    private static readonly OpenApiDocument Shop = new(
        JsonNode
            .Parse(
                """
                {"paths": {"/shops/{name}/items/{item}": {"get": {
                  "parameters": [
                    {"name": "name", "in": "path", "required": true, "schema": {"type": "string"}},
                    {"name": "item", "in": "path", "required": true, "schema": {"type": "integer"}},
                    {"name": "sort", "in": "query", "schema": {"type": "string", "enum": ["up", "down"]}}
                  ],
                  "responses": {
                    "200": {"content": {"application/json": {"schema": {
                      "type": "object", "required": ["id", "owner"],
                      "properties": {
                        "id": {"type": "integer"},
                        "owner": {"nullable": true, "type": "object", "required": ["login"], "properties": {"login": {"type": "string"}}},
                        "at": {"type": "string", "format": "date-time"},
                        "kind": {"type": "string", "enum": ["a", "b"]},
                        "value": {"oneOf": [{"type": "string"}, {"type": "integer", "nullable": true}]}
                      }
                    }}}},
                    "204": {"description": "nothing"}
                  }
                }}}}
                """
            )!
            .AsObject()
    );

    [Theory]
    [InlineData("""{"id":1,"owner":null}""")]
    [InlineData("""{"id":1,"owner":{"login":"x"},"at":"2026-03-02T08:00:00Z","kind":"a","value":null}""")]
    public void Problems_WhatTheDescriptionAllows_AreNone(string answer) => Problems(answer).ShouldBeEmpty();

    [Theory]
    [InlineData("""{"id":1}""", "owner")]
    [InlineData("""{"id":null,"owner":null}""", "id")]
    [InlineData("""{"id":"1","owner":null}""", "id")]
    [InlineData("""{"id":1,"owner":{}}""", "login")]
    [InlineData("""{"id":1,"owner":null,"at":"yesterday"}""", "at")]
    [InlineData("""{"id":1,"owner":null,"kind":"c"}""", "kind")]
    [InlineData("""{"id":1,"owner":null,"value":1.5}""", "value")]
    [InlineData("[]", "Object")]
    [InlineData("<html>", "no JSON")]
    [InlineData("", "no JSON")]
    public void Problems_AnswerOfAnotherShape_NamesThePlace(string answer, string problem) =>
        string.Join('\n', Problems(answer)).ShouldContain(problem);

    [Theory]
    [InlineData("POST", "/shops/x/items/1", 200, "no such operation")]
    [InlineData("GET", "/shops/x/y/items/1", 200, "no such operation")]
    [InlineData("GET", "/shops/x/items/one", 200, "path parameter item")]
    [InlineData("GET", "/shops/x/items/1?sort=left", 200, "query parameter sort")]
    [InlineData("GET", "/shops/x/items/1?page=2", 200, "no query parameter 'page'")]
    [InlineData("GET", "/shops/x/items/1", 201, "no answer 201")]
    [InlineData("GET", "/shops/x/items/1", 204, "has no body")]
    [InlineData("GET", "/shops/x/items/1", 404, "documentation_url")]
    public void Problems_RequestThatIsNotDescribed_SaysSo(string method, string path, int status, string problem) =>
        string.Join('\n', Shop.Problems(new Exchange(method, path, "", status, """{"id":1,"owner":null}"""))).ShouldContain(problem);

    private static IEnumerable<string> Problems(string answer) =>
        Shop.Problems(new Exchange("GET", "/shops/a%2Fb/items/1?sort=up", "", 200, answer));
}
