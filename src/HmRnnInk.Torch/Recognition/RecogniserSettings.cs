namespace HmRnnInk.Torch.Recognition;

/// <summary>The settings of a <see cref="Recogniser"/>, which are saved in its file with the weights.</summary>
public sealed record RecogniserSettings
{
    /// <summary>The number of units of each layer in each direction.</summary>
    public int Hidden { get; init; } = 128;

    /// <summary>The characters that it reads, in the form of <see cref="Model.CharacterAlphabet.Symbols"/>.</summary>
    public required string Alphabet { get; init; }

    /// <summary>Statistics of the lines that it was trained on.</summary>
    public required Normalisation Normalisation { get; init; }

    /// <summary>SHA-256 of the data set, so that its held-out lines are known.</summary>
    public required string DataSha256 { get; init; }

    public ulong SplitSeed { get; init; } = 1;

    public SplitBy SplitBy { get; init; }

    /// <summary>The error rate on the validation lines by which it was chosen; lower is better.</summary>
    public double ValidationCharacterErrorRate { get; init; } = 1;
}
