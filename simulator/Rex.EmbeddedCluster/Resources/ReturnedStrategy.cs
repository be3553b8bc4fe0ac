namespace Rex.Embedded.Resources;

/// <summary>Kinds whose DELETE answers with the object: ServiceAccounts.</summary>
internal sealed class ReturnedStrategy : ResourceStrategy
{
    public static readonly ReturnedStrategy Instance = new();

    public override bool ReturnsDeletedObject => true;
}
