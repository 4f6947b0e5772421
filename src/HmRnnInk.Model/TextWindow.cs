using System.Text.Json.Serialization;

namespace HmRnnInk.Model;

/// <summary>
/// The window through which a model of ink sees the text that it should write (Graves 2013, section 5): Gaussians over the positions of the
/// text's characters. Their centres κ only move forwards. Part of a <see cref="ModelConfig"/>.
/// </summary>
/// <remarks>
/// From h of the bottom layer: (α̂, β̂, κ̂) = linear(h), α = softplus(α̂), β = max(softplus(β̂), 0.01), κ += softplus(κ̂) ·
/// <see cref="AdvanceScale"/>, φ(u) = Σ α·exp(−(κ − u)²/β), and w[c] is the sum of φ(u) where character u is c. The bottom layer reads w of
/// the previous step; the layers above and the output module read w of the same step.
/// </remarks>
public sealed record TextWindow
{
    /// <summary>softplus(κ̂) = 1 moves κ by one character in this number of points. A character of IAM-OnDB has 25.6 on average.</summary>
    public const float PointsPerCharacter = 25;

    /// <summary>Minimum of β, which limits how narrow a Gaussian is.</summary>
    public const float MinimumWidth = 0.01f;

    /// <summary>The characters that the model distinguishes, in the form of <see cref="CharacterAlphabet.Symbols"/>.</summary>
    public required string Alphabet { get; init; }

    /// <summary>K, the number of Gaussians.</summary>
    public int Components { get; init; } = 10;

    /// <summary>When κ moves.</summary>
    public WindowAdvance Advance { get; init; }

    /// <summary>
    /// The expected boundary rate of the bottom layer, for <see cref="WindowAdvance.Boundaries"/>: the lower the rate, the further κ moves
    /// at a boundary. A layer that was taught half strokes has a rate of 0.40.
    /// </summary>
    public float BoundaryRate { get; init; } = 0.4f;

    /// <summary>The number of characters by which softplus(κ̂) = 1 moves κ each time.</summary>
    [JsonIgnore]
    public float AdvanceScale => 1 / (PointsPerCharacter * (Advance == WindowAdvance.Boundaries ? BoundaryRate : 1));

    /// <summary>The number of values that are computed from h: K each of α̂, β̂ and κ̂.</summary>
    [JsonIgnore]
    public int ParameterWidth => 3 * Components;

    /// <returns>The first problem with these values in a model, and what was expected; null if they are valid.</returns>
    internal string? FirstProblem(ModelConfig config) =>
        CharacterAlphabet.Problem(Alphabet)
        ?? (config.Alphabet is not null ? "a model of characters has a text window; only one of ink can write a text" : null)
        ?? (Components is < 1 or > 64 ? $"the text window has {Components} components; expected 1 to 64" : null)
        ?? (Advance is WindowAdvance.Steps or WindowAdvance.Boundaries
            ? null : $"the text window's advance is {Advance}; expected steps or boundaries")
        ?? (Advance == WindowAdvance.Boundaries && config.Cell != Cell.HmLstm
            ? "the text window advances at boundaries; an LSTM has none" : null)
        ?? (BoundaryRate is > 0 and <= 1 ? null : $"the text window's boundaryRate is {BoundaryRate}; expected above 0, at most 1");
}
