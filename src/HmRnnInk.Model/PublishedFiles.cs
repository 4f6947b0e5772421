namespace HmRnnInk.Model;

/// <summary>The endings of the files that <c>trainer publish</c> writes: a model, and files beside it with the same name.</summary>
public static class PublishedFiles
{
    public const string Model = ".safetensors", Card = ".md", Samples = ".samples.png", Curve = ".curve.png", Metrics = ".metrics.jsonl";

    /// <summary>The endings of the files beside the model.</summary>
    public static IReadOnlyList<string> BesideModel { get; } = [Card, Samples, Curve, Metrics];
}
