using HmRnnInk.Torch.Fused;
using TorchSharp;
using static TorchSharp.torch;

namespace HmRnnInk.Torch;

/// <summary>Adam (Kingma and Ba 2015) over one flat tensor, with clipping by the gradient's norm.</summary>
/// <param name="parameters">A leaf.</param>
/// <param name="rateShares">[parameters]: each one's share of the learning rate; null is 1.</param>
/// <param name="secondMomentDecay">β₂: how much of the mean squared gradient is kept in a step.</param>
/// <param name="averageDecay">How much of <see cref="Average"/> is kept in a step; 0 is no average.</param>
/// <param name="startsTrained">The parameters are those of a trained model, of which the average keeps as much as of any others.</param>
public sealed class Adam(
    Tensor parameters, Tensor? rateShares = null, double secondMomentDecay = 0.999, double averageDecay = 0, bool startsTrained = false)
    : IDisposable
{
    private const double FirstMomentDecay = 0.9, Epsilon = 1e-8;

    /// <summary>[parameters]: the running mean of the gradient.</summary>
    public Tensor FirstMoment { get; } = zeros_like(parameters, requires_grad: false).DetachFromDisposeScope();

    /// <summary>[parameters]: the running mean of the squared gradient.</summary>
    public Tensor SecondMoment { get; } = zeros_like(parameters, requires_grad: false).DetachFromDisposeScope();

    /// <summary>
    /// [parameters]: the exponential moving average of the parameters, which lacks most of the noise of the last steps; null without one. At
    /// step t of a run's start its decay is at most (1 + t) / (10 + t), so that random initial weights are soon forgotten.
    /// </summary>
    public Tensor? Average { get; } = averageDecay == 0 ? null : parameters.detach().clone().DetachFromDisposeScope();

    /// <summary>Steps taken.</summary>
    public long Steps { get; set; }

    /// <summary>Takes one step along the parameters' gradient, and clears it.</summary>
    /// <param name="learningRate">Step size.</param>
    /// <param name="clipNorm">The gradient is scaled down to this Euclidean norm where it is longer.</param>
    /// <returns>The gradient's norm before clipping; where it is not finite, nothing was changed.</returns>
    public double Step(double learningRate, double clipNorm)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        Tensor gradient = parameters.grad!;
        bool isOnCpu = parameters.device_type == DeviceType.CPU;
        double norm = isOnCpu ? Norm(gradient) : gradient.norm().ToDouble();
        if (!double.IsFinite(norm))
        {
            ClearGradient();
            return norm;
        }

        Steps++;
        double gradientScale = norm > clipNorm ? clipNorm / norm : 1;
        if (isOnCpu) StepOnCpu(gradient, learningRate, gradientScale);
        else StepByOperations(gradient, learningRate, gradientScale);
        ClearGradient();
        return norm;
    }

    /// <summary>Takes no step, so that the next gradient is not added to this one.</summary>
    public void ClearGradient() => parameters.grad = null; // not zeros: then the next is taken as it is, and not added to them

    public void Dispose()
    {
        FirstMoment.Dispose();
        SecondMoment.Dispose();
        Average?.Dispose();
        rateShares?.Dispose();
    }

    private static unsafe double Norm(Tensor gradient) => AdamKernel.Norm(gradient.Pointer(), gradient.numel());

    private double AverageStep => 1 - (startsTrained ? averageDecay : Math.Min(averageDecay, (1.0 + Steps) / (10 + Steps)));

    private unsafe void StepOnCpu(Tensor gradient, double learningRate, double gradientScale) => AdamKernel.Step(
        parameters.Pointer(), gradient.Pointer(), FirstMoment.Pointer(), SecondMoment.Pointer(), rateShares is null ? null : rateShares.Pointer(),
        Average is null ? null : Average.Pointer(), parameters.numel(), new AdamStep(
            (float)(learningRate / (1 - Math.Pow(FirstMomentDecay, Steps))), (float)gradientScale, (float)FirstMomentDecay, (float)secondMomentDecay,
            (float)(1 / (1 - Math.Pow(secondMomentDecay, Steps))), (float)Epsilon, (float)AverageStep));

    private void StepByOperations(Tensor gradient, double learningRate, double gradientScale)
    {
        gradient.mul_(gradientScale);
        FirstMoment.mul_(FirstMomentDecay).add_(gradient, 1 - FirstMomentDecay);
        SecondMoment.mul_(secondMomentDecay).addcmul_(gradient, gradient, 1 - secondMomentDecay);
        Tensor deviation = (SecondMoment / (1 - Math.Pow(secondMomentDecay, Steps))).sqrt_().add_(Epsilon);
        Tensor direction = rateShares is null ? FirstMoment : FirstMoment * rateShares;
        parameters.addcdiv_(direction, deviation, -learningRate / (1 - Math.Pow(FirstMomentDecay, Steps)));
        Average?.lerp_(parameters, AverageStep);
    }
}
