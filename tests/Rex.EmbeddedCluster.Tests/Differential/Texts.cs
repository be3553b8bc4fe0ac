using CsCheck;

namespace Rex.Embedded.Tests.Differential;

/// <summary>Ways to put random JSON texts together, so that a body can be wrong in any way.</summary>
internal static class Texts
{
    public static Gen<T> One<T>(params T[] all) => Gen.Int[0, all.Length - 1].Select(i => all[i]);

    /// <summary>The usual text so many times, and another one once.</summary>
    public static Gen<string> Mostly(int times, Gen<string> usual, Gen<string> other) => Gen.Frequency((times, usual), (1, other));

    /// <summary>Nothing so many times, and a text once.</summary>
    public static Gen<string> Seldom(int times, params string[] texts) => Mostly(times, Gen.Const(""), One(texts));

    /// <summary>The members of an object, without braces.</summary>
    /// <param name="members">Objects or members without braces; those that are empty are left out.</param>
    public static Gen<string> Members(params Gen<string>[] members) => Joined(",", members.Select(m => m.Select(WithoutBraces)));

    public static Gen<string> Object(params Gen<string>[] members) => Members(members).Select(m => $"{{{m}}}");

    /// <summary>A query of a path, with its question mark.</summary>
    public static Gen<string> Query(params Gen<string>[] parameters) =>
        Joined("&", parameters).Select(all => all.Length == 0 ? "" : "?" + all);

    private static Gen<string> Joined(string separator, IEnumerable<Gen<string>> parts) =>
        parts.Aggregate((all, next) => Gen.Select(all, next, (a, b) => a.Length == 0 || b.Length == 0 ? a + b : a + separator + b));

    private static string WithoutBraces(string member) => member.StartsWith('{') ? member[1..^1] : member;
}
