namespace HmRnnInk.Torch.Fused;

/// <summary>What <see cref="AdamKernel"/> multiplies by in one step.</summary>
/// <param name="Rate">Learning rate over 1 − β₁ᵗ.</param>
/// <param name="GradientScale">Of clipping.</param>
/// <param name="FirstDecay">β₁.</param>
/// <param name="SecondDecay">β₂.</param>
/// <param name="SecondCorrection">1 over 1 − β₂ᵗ.</param>
/// <param name="Epsilon">ε.</param>
/// <param name="AverageStep">How far the average of the weights goes towards them, 0 to 1.</param>
internal readonly record struct AdamStep(
    float Rate, float GradientScale, float FirstDecay, float SecondDecay, float SecondCorrection, float Epsilon, float AverageStep);
