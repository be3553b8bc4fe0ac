namespace Rex.Simulator.Deliveries;

/// <summary>One HTTP request as GitHub makes it: its headers, and the raw body that the signature is over.</summary>
/// <param name="Name">What reports call it.</param>
/// <param name="Headers">Header names and values.</param>
/// <param name="Body">The raw body.</param>
internal sealed record Delivery(string Name, IReadOnlyDictionary<string, string> Headers, byte[] Body);
