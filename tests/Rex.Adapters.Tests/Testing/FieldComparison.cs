using System.Text.Json;

namespace Rex.Adapters.Tests.Testing;

/// <summary>Compares records with lists in them, which are not equal by themselves, field by field.</summary>
public static class FieldComparison
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static void ShouldHaveTheSameFieldsAs<T>(this T? actual, T? expected) => Text(actual).ShouldBe(Text(expected));

    private static string Text<T>(T value) => JsonSerializer.Serialize(value, Indented);
}
