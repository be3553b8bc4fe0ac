using System.Reflection;
using System.Runtime.CompilerServices;
using Rex.Core.Pushes;

namespace Rex.Core.Tests.Architecture;

public class RecordTests
{
    private static readonly IReadOnlyList<(Type Type, MethodInfo Copy)> Records =
    [
        .. typeof(Push)
            .Assembly.GetTypes()
            .Where(type => !type.IsAbstract)
            .Select(type => (type, type.GetMethod("<Clone>$")!))
            .Where(one => one.Item2 is not null),
    ];

    // What `with` does. A copy that forgot a part would make two pushes, plans or statuses of one.
    [Fact]
    public void With_AnyRecord_CopiesEveryPart()
    {
        Records.ShouldNotBeEmpty();
        foreach (var (type, copy) in Records)
        {
            var original = RuntimeHelpers.GetUninitializedObject(type);
            var fields = Fields(type).ToArray();
            foreach (var field in fields.Where(field => field.FieldType == typeof(string)))
            {
                field.SetValue(original, field.Name);
            }

            var copied = copy.Invoke(original, null).ShouldNotBeNull();

            copied.ShouldNotBeSameAs(original);
            copied.ShouldBeOfType(type);
            fields.Select(field => field.GetValue(copied)).ShouldBe(fields.Select(field => field.GetValue(original)), type.FullName);
        }
    }

    private static IEnumerable<FieldInfo> Fields(Type? type) =>
        type is null
            ? []
            : type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Concat(Fields(type.BaseType));
}
