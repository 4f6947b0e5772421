namespace HmRnnInk.Torch.Fused;

/// <summary>The constants of one step of <see cref="AdamKernel"/>.</summary>
/// <param name="Rate">The learning rate divided by 1 − β₁ᵗ.</param>
/// <param name="GradientScale">The factor of gradient clipping.</param>
/// <param name="FirstDecay">β₁.</param>
/// <param name="SecondDecay">β₂.</param>
/// <param name="SecondCorrection">1 / (1 − β₂ᵗ).</param>
/// <param name="Epsilon">ε.</param>
/// <param name="AverageStep">How far the average moves towards the weights, 0 to 1.</param>
internal readonly record struct AdamStep(
    float Rate, float GradientScale, float FirstDecay, float SecondDecay, float SecondCorrection, float Epsilon, float AverageStep);
