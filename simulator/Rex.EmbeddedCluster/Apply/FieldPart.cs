using Rex.Embedded.Json;

namespace Rex.Embedded.Apply;

/// <summary>One part of a divided value.</summary>
/// <param name="Element">Its path element, as in managed fields: <c>f:name</c>, <c>k:{"name":"a"}</c> or <c>v:"a"</c>.</param>
/// <param name="Value">What is there.</param>
/// <param name="Shape">How it is divided further.</param>
/// <param name="Declared">Whether it is a field that the schema names, and no entry of a map or item of a list.</param>
internal sealed record FieldPart(string Element, JsonData Value, FieldShape Shape, bool Declared);
