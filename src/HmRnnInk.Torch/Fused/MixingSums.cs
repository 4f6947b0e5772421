namespace HmRnnInk.Torch.Fused;

/// <summary>Sums over a row that give the gradients of the two boundaries which mix UPDATE, COPY and FLUSH.</summary>
/// <param name="KeptHidden">Σ ∂h·(h' − o·tanh c): by COPY's share of h.</param>
/// <param name="KeptCell">Σ ∂c·c': by COPY's share of c.</param>
/// <param name="Forgotten">Σ ∂c·f·c': with <paramref name="Written"/>, by UPDATE's share of c.</param>
/// <param name="Written">Σ ∂c·i·g: by FLUSH's share of c.</param>
internal readonly record struct MixingSums(float KeptHidden, float KeptCell, float Forgotten, float Written);
