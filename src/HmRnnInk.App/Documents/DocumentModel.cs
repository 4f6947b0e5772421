namespace HmRnnInk.App.Documents;

/// <summary>Which model a page was read by.</summary>
/// <param name="Name">For people.</param>
/// <param name="Sha256">Of its weights, lower-case hexadecimals: two models are the same where this is.</param>
/// <param name="Layers">1 to 16.</param>
/// <param name="Hidden">Units of each layer.</param>
public sealed record DocumentModel(string Name, string Sha256, int Layers, int Hidden)
{
    /// <summary>In place of <see cref="Sha256"/> where the weights are not known: like those of no model.</summary>
    public static string UnknownWeights { get; } = new('0', 64);

    /// <returns>Whether the two are known to be one model: what the one made of a page the other would make of it.</returns>
    public bool IsSameAs(DocumentModel? other) =>
        Sha256 != UnknownWeights && (Sha256, Layers, Hidden) == (other?.Sha256, other?.Layers, other?.Hidden);
}
