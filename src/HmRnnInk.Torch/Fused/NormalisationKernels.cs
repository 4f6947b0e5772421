using System.Runtime.Intrinsics;

namespace HmRnnInk.Torch.Fused;

/// <summary>Layer normalisation of the four gates of one row. The gates' padding stays as it is: 0.</summary>
internal static unsafe class NormalisationKernels
{
    private const int Lanes = 8;

    /// <summary>Each gate's sums less their mean, over their deviation, times the gain, in place.</summary>
    /// <param name="sums">[4 width].</param>
    /// <param name="normalised">Written: what the gain multiplies, [4 width].</param>
    /// <param name="scales">Written: 1 over the deviation of each gate, [4].</param>
    /// <param name="gain">[4 width].</param>
    /// <param name="units">d; the rest of the width is padding.</param>
    public static void Normalise(float* sums, float* normalised, float* scales, float* gain, int units, int width)
    {
        for (int gate = 0; gate < 4; gate++, sums += width, normalised += width, gain += width)
        {
            float mean = Sum(sums, units) / units, variance = SumOfSquares(sums, mean, units) / units;
            float scale = scales[gate] = 1 / MathF.Sqrt(variance + LayerNormalisation.Epsilon);
            Vector256<float> means = Vector256.Create(mean), factors = Vector256.Create(scale);
            int unit = 0;
            for (; unit <= units - Lanes; unit += Lanes)
            {
                Vector256<float> value = (Vector256.Load(sums + unit) - means) * factors;
                value.Store(normalised + unit);
                (value * Vector256.Load(gain + unit)).Store(sums + unit);
            }

            for (; unit < units; unit++)
            {
                normalised[unit] = (sums[unit] - mean) * scale;
                sums[unit] = normalised[unit] * gain[unit];
            }
        }
    }

    /// <summary>The gradient of <see cref="Normalise"/>: with n normalised and e = ∂·gain, scale·(e − mean(e) − n·mean(e·n)).</summary>
    /// <param name="gradients">∂ of what went on to the bias; overwritten by ∂ of the sums: [4 width].</param>
    /// <param name="normalised">As it was forward.</param>
    /// <param name="scales">As they were forward.</param>
    /// <param name="gain">[4 width].</param>
    /// <param name="ofGain">∂gain, added to: [4 width].</param>
    /// <param name="ofBias">∂bias, added to: [4 width].</param>
    /// <param name="units">d; the rest of the width is padding.</param>
    public static void NormaliseBack(
        float* gradients, float* normalised, float* scales, float* gain, float* ofGain, float* ofBias, int units, int width)
    {
        for (int gate = 0; gate < 4; gate++, gradients += width, normalised += width, gain += width, ofGain += width, ofBias += width)
        {
            Vector256<float> sums = default, dots = default;
            int unit = 0;
            for (; unit <= units - Lanes; unit += Lanes)
            {
                Vector256<float> gradient = Vector256.Load(gradients + unit), before = Vector256.Load(normalised + unit), product = gradient * before;
                (Vector256.Load(ofGain + unit) + product).Store(ofGain + unit);
                (Vector256.Load(ofBias + unit) + gradient).Store(ofBias + unit);
                sums = Vector256.MultiplyAddEstimate(gradient, Vector256.Load(gain + unit), sums);
                dots = Vector256.MultiplyAddEstimate(product, Vector256.Load(gain + unit), dots);
            }

            float sum = Vector256.Sum(sums), dot = Vector256.Sum(dots);
            for (; unit < units; unit++)
            {
                float product = gradients[unit] * normalised[unit];
                ofGain[unit] += product;
                ofBias[unit] += gradients[unit];
                sum += gradients[unit] * gain[unit];
                dot += product * gain[unit];
            }

            float scale = scales[gate], mean = sum / units, slope = dot / units;
            Vector256<float> factors = Vector256.Create(scale), means = Vector256.Create(mean), slopes = Vector256.Create(slope);
            for (unit = 0; unit <= units - Lanes; unit += Lanes)
            {
                Vector256<float> scaled = Vector256.Load(gradients + unit) * Vector256.Load(gain + unit);
                ((scaled - means - (Vector256.Load(normalised + unit) * slopes)) * factors).Store(gradients + unit);
            }

            for (; unit < units; unit++) gradients[unit] = ((gradients[unit] * gain[unit]) - mean - (normalised[unit] * slope)) * scale;
        }
    }

    private static float Sum(float* values, int count)
    {
        Vector256<float> sums = default;
        int index = 0;
        for (; index <= count - Lanes; index += Lanes) sums += Vector256.Load(values + index);
        float sum = Vector256.Sum(sums);
        for (; index < count; index++) sum += values[index];
        return sum;
    }

    private static float SumOfSquares(float* values, float mean, int count)
    {
        Vector256<float> sums = default, means = Vector256.Create(mean);
        int index = 0;
        for (; index <= count - Lanes; index += Lanes)
        {
            Vector256<float> difference = Vector256.Load(values + index) - means;
            sums = Vector256.MultiplyAddEstimate(difference, difference, sums);
        }

        float sum = Vector256.Sum(sums);
        for (; index < count; index++) sum += (values[index] - mean) * (values[index] - mean);
        return sum;
    }
}
