using HmRnnInk.Ink;

namespace HmRnnInk.Torch.Recognition;

/// <summary>What a <see cref="Recogniser"/> is, besides its weights; saved in its file.</summary>
public sealed record RecogniserSettings
{
    /// <summary>Units of each layer in each direction.</summary>
    public int Hidden { get; init; } = 128;

    /// <summary>The characters that it reads, as <see cref="Model.CharacterAlphabet"/> has them.</summary>
    public required string Alphabet { get; init; }

    /// <summary>Of the lines that it was trained on.</summary>
    public required Normalisation Normalisation { get; init; }

    /// <summary>Of those lines: others are held out.</summary>
    public required string DataSha256 { get; init; }

    public ulong SplitSeed { get; init; } = 1;

    public SplitBy SplitBy { get; init; }

    /// <summary>On the lines of the validation part that it was chosen by; lower is better.</summary>
    public double ValidationCharacterErrorRate { get; init; } = 1;
}
