using System.Runtime.Intrinsics;

namespace HmRnnInk.Torch.Fused;

/// <summary>The pointwise part of an HM-LSTM layer's step, for one row whose width is a whole number of vectors.</summary>
internal static unsafe class CellKernels
{
    private const int Lanes = 8;

    /// <summary>f, i, o = sigmoid, g = tanh of the pre-activations, in place.</summary>
    /// <param name="gates">[4 width].</param>
    /// <param name="bias">[4 width], added first.</param>
    public static void Activate(float* gates, float* bias, int width)
    {
        for (int index = 0; index < 3 * width; index += Lanes)
            Activations.Sigmoid(Vector256.Load(gates + index) + Vector256.Load(bias + index)).Store(gates + index);
        for (int index = 3 * width; index < 4 * width; index += Lanes)
            Activations.Tanh(Vector256.Load(gates + index) + Vector256.Load(bias + index)).Store(gates + index);
    }

    /// <summary>The same of the sum of two or three terms and the bias.</summary>
    /// <param name="gates">[4 width], written.</param>
    /// <param name="one">[4 width].</param>
    /// <param name="other">[4 width].</param>
    /// <param name="third">[4 width]; null leaves it out.</param>
    public static void Activate(float* gates, float* one, float* other, float* third, float* bias, int width)
    {
        for (int index = 0; index < 4 * width; index += Lanes)
        {
            Vector256<float> sum = Vector256.Load(one + index) + Vector256.Load(other + index) + Vector256.Load(bias + index);
            if (third is not null) sum += Vector256.Load(third + index);
            (index < 3 * width ? Activations.Sigmoid(sum) : Activations.Tanh(sum)).Store(gates + index);
        }
    }

    /// <summary>c = f⊙c' + i⊙g, or where nothing is remembered, c = i⊙g; then h = o⊙tanh(c).</summary>
    /// <param name="gates">f, i, o, g: [4 width].</param>
    /// <param name="mask">Multiplies g, [width]; null is 1.</param>
    /// <param name="cell">c', [width].</param>
    /// <param name="nextCell">Written: c.</param>
    /// <param name="nextHidden">Written: h.</param>
    public static void Renew(float* gates, float* mask, float* cell, float* nextCell, float* nextHidden, int width, bool remembers)
    {
        for (int index = 0; index < width; index += Lanes)
        {
            float* gate = gates + index;
            Vector256<float> next = Vector256.Load(gate + width) * Vector256.Load(gate + (3 * width)) * Mask(mask, index);
            if (remembers) next = Vector256.MultiplyAddEstimate(Vector256.Load(gate), Vector256.Load(cell + index), next);
            next.Store(nextCell + index);
            (Vector256.Load(gate + (2 * width)) * Activations.Tanh(next)).Store(nextHidden + index);
        }
    }

    /// <summary>The gradient of <see cref="Renew"/>: of the pre-activations, in the gates' place, and of c'.</summary>
    /// <param name="gates">f, i, o, g; overwritten by ∂/∂ of their pre-activations: [4 width].</param>
    /// <param name="mask">As it was forward.</param>
    /// <param name="cell">c'.</param>
    /// <param name="nextCell">c.</param>
    /// <param name="hiddenGradient">∂/∂h.</param>
    /// <param name="cellGradient">∂/∂c; overwritten by ∂/∂c'.</param>
    public static void RenewBack(
        float* gates, float* mask, float* cell, float* nextCell, float* hiddenGradient, float* cellGradient, int width, bool remembers)
    {
        Vector256<float> one = Vector256<float>.One;
        for (int index = 0; index < width; index += Lanes)
        {
            float* gate = gates + index;
            Vector256<float> f = Vector256.Load(gate), i = Vector256.Load(gate + width);
            Vector256<float> o = Vector256.Load(gate + (2 * width)), g = Vector256.Load(gate + (3 * width));
            Vector256<float> before = Vector256.Load(cell + index), squashed = Activations.Tanh(Vector256.Load(nextCell + index));
            Vector256<float> dh = Vector256.Load(hiddenGradient + index);
            Vector256<float> dc = Vector256.MultiplyAddEstimate(dh * o, one - (squashed * squashed), Vector256.Load(cellGradient + index));
            Vector256<float> ofWritten = dc * Mask(mask, index);

            (remembers ? dc * before * f * (one - f) : default).Store(gate);
            (ofWritten * g * i * (one - i)).Store(gate + width);
            (dh * squashed * o * (one - o)).Store(gate + (2 * width));
            (ofWritten * i * (one - (g * g))).Store(gate + (3 * width));
            (remembers ? dc * f : default).Store(cellGradient + index);
        }
    }

    /// <summary>What <see cref="Renew"/> makes of c' and h', over COPY, as far as the loss goes: ∂c·(c − c') + ∂h·(h − h'), summed.</summary>
    /// <param name="gates">f, i, o, g.</param>
    /// <param name="mask">As it was forward.</param>
    /// <param name="cell">c'.</param>
    /// <param name="hidden">h'.</param>
    /// <param name="hiddenGradient">∂/∂h.</param>
    /// <param name="cellGradient">∂/∂c, without what comes by way of h.</param>
    public static float Difference(
        float* gates, float* mask, float* cell, float* hidden, float* hiddenGradient, float* cellGradient, int width, bool remembers)
    {
        Vector256<float> sum = default;
        for (int index = 0; index < width; index += Lanes)
        {
            float* gate = gates + index;
            Vector256<float> before = Vector256.Load(cell + index);
            Vector256<float> next = Vector256.Load(gate + width) * Vector256.Load(gate + (3 * width)) * Mask(mask, index);
            if (remembers) next = Vector256.MultiplyAddEstimate(Vector256.Load(gate), before, next);
            Vector256<float> shown = (Vector256.Load(gate + (2 * width)) * Activations.Tanh(next)) - Vector256.Load(hidden + index);
            sum = Vector256.MultiplyAddEstimate(Vector256.Load(cellGradient + index), next - before, sum);
            sum = Vector256.MultiplyAddEstimate(Vector256.Load(hiddenGradient + index), shown, sum);
        }

        return Vector256.Sum(sum);
    }

    // Multiplying by 1 changes no bit, so one path serves both.
    private static Vector256<float> Mask(float* mask, int index) => mask is null ? Vector256<float>.One : Vector256.Load(mask + index);
}
