using System.Numerics.Tensors;

namespace HmRnnInk.Model;

/// <summary>The equations of a <see cref="TextWindow"/> for one line at one step.</summary>
internal static class TextWindowMath
{
    /// <summary>A Gaussian is skipped where (κ − u)²/β is larger: it is then below 2e-7 of its height, the rounding of float32.</summary>
    private const float MaximumExponent = 16;

    /// <summary>The number of positions whose heights are computed together.</summary>
    private const int BlockLength = 64;

    public static float Softplus(float value) => MathF.Max(value, 0) + MathF.Log(1 + MathF.Exp(-MathF.Abs(value)));

    public static float Sigmoid(float value) => 1 / (1 + MathF.Exp(-value));

    /// <summary>Computes β from β̂.</summary>
    public static float Width(float parameter) => MathF.Max(Softplus(parameter), TextWindow.MinimumWidth);

    /// <summary>κ += softplus(κ̂) · scale.</summary>
    /// <param name="parameters">[3K]: α̂, β̂, κ̂.</param>
    /// <param name="kappas">[K].</param>
    public static void Advance(ReadOnlySpan<float> parameters, Span<float> kappas, float scale)
    {
        for (int component = 0; component < kappas.Length; component++)
            kappas[component] += Softplus(parameters[(2 * kappas.Length) + component]) * scale;
    }

    /// <summary>Computes φ at the positions that any Gaussian reaches.</summary>
    /// <param name="parameters">[3K]: α̂, β̂, κ̂.</param>
    /// <param name="kappas">[K].</param>
    /// <param name="positions">The number of positions.</param>
    /// <param name="density">[positions], receives φ of the reached positions, beginning with the first of them.</param>
    /// <returns>The first reached position, and the number of reached positions.</returns>
    public static (int First, int Count) Weigh(
        ReadOnlySpan<float> parameters, ReadOnlySpan<float> kappas, int positions, Span<float> density)
    {
        int components = kappas.Length;
        float lowest = float.PositiveInfinity, highest = float.NegativeInfinity;
        for (int component = 0; component < components; component++)
        {
            float reach = MathF.Sqrt(MaximumExponent * Width(parameters[components + component]));
            lowest = MathF.Min(lowest, kappas[component] - reach);
            highest = MathF.Max(highest, kappas[component] + reach);
        }

        // Clamped before the conversion to int, because κ may have any value.
        int first = (int)MathF.Ceiling(Math.Clamp(lowest, 0, positions));
        int end = (int)MathF.Floor(Math.Clamp(highest, -1, positions - 1)) + 1;
        if (end <= first) return (0, 0);
        Span<float> reached = density[..(end - first)], heights = stackalloc float[BlockLength];
        reached.Clear();
        for (int component = 0; component < components; component++)
        {
            float alpha = Softplus(parameters[component]), beta = Width(parameters[components + component]);
            for (int start = 0; start < reached.Length; start += BlockLength)
            {
                Span<float> block = reached.Slice(start, Math.Min(BlockLength, reached.Length - start)), height = heights[..block.Length];
                Heights(kappas[component] - (first + start), beta, height);
                for (int index = 0; index < block.Length; index++) block[index] += alpha * height[index];
            }
        }

        return (first, reached.Length);
    }

    /// <summary>The position with the largest φ; the text's length if the window is past its end.</summary>
    /// <param name="length">The number of characters of the text.</param>
    /// <param name="density">[length + 1], overwritten.</param>
    public static int Position(ReadOnlySpan<float> parameters, ReadOnlySpan<float> kappas, int length, Span<float> density)
    {
        (int first, int count) = Weigh(parameters, kappas, length + 1, density);
        return Position(parameters, kappas, length, first, density[..count]);
    }

    /// <summary>The position with the largest φ, for a density that <see cref="Weigh"/> has computed.</summary>
    /// <param name="first">The position of the first value of the density.</param>
    /// <param name="density">φ of the reached positions, including the one after the text's end.</param>
    public static int Position(
        ReadOnlySpan<float> parameters, ReadOnlySpan<float> kappas, int length, int first, ReadOnlySpan<float> density)
    {
        if (density.Length > 0) return first + TensorPrimitives.IndexOfMax(density);
        // No Gaussian reaches a character, so the centre of the one with the largest α decides.
        return (int)MathF.Round(Math.Clamp(kappas[TensorPrimitives.IndexOfMax(parameters[..kappas.Length])], 0, length));
    }

    /// <summary>The gradient of <see cref="Weigh"/>.</summary>
    /// <param name="first">The first position that <see cref="Weigh"/> returned.</param>
    /// <param name="densityGradient">∂/∂φ of the reached positions.</param>
    /// <param name="parameterGradient">[3K]: receives ∂/∂α̂ and ∂/∂β̂. The values of κ̂ are not changed.</param>
    /// <param name="kappaGradient">[K]: ∂/∂κ is added to it.</param>
    public static void WeighBackward(
        ReadOnlySpan<float> parameters, ReadOnlySpan<float> kappas, int first, ReadOnlySpan<float> densityGradient,
        Span<float> parameterGradient, Span<float> kappaGradient)
    {
        int components = kappas.Length;
        Span<float> heights = stackalloc float[BlockLength];
        for (int component = 0; component < components; component++)
        {
            float alphaParameter = parameters[component], betaParameter = parameters[components + component];
            float alpha = Softplus(alphaParameter), beta = Width(betaParameter), ofAlpha = 0, ofBeta = 0, ofKappa = 0;
            for (int start = 0; start < densityGradient.Length; start += BlockLength)
            {
                ReadOnlySpan<float> block = densityGradient.Slice(start, Math.Min(BlockLength, densityGradient.Length - start));
                float distance = kappas[component] - (first + start);
                Heights(distance, beta, heights[..block.Length]);
                for (int index = 0; index < block.Length; index++)
                {
                    float quotient = (distance - index) / beta, gradient = block[index] * heights[index];
                    ofAlpha += gradient;
                    ofBeta += gradient * quotient * quotient;
                    ofKappa -= gradient * 2 * quotient;
                }
            }

            parameterGradient[component] = ofAlpha * Sigmoid(alphaParameter);
            parameterGradient[components + component] = beta > TextWindow.MinimumWidth ? alpha * ofBeta * Sigmoid(betaParameter) : 0;
            kappaGradient[component] += alpha * ofKappa;
        }
    }

    /// <summary>exp(−(κ − u)²/β) at consecutive positions u.</summary>
    /// <param name="distance">κ − u at the first position.</param>
    private static void Heights(float distance, float beta, Span<float> heights)
    {
        float scale = -1 / beta;
        for (int index = 0; index < heights.Length; index++) heights[index] = (distance - index) * (distance - index) * scale;
        TensorPrimitives.Exp(heights, heights);
    }
}
