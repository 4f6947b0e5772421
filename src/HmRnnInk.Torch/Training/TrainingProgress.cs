namespace HmRnnInk.Torch.Training;

/// <summary>The progress of a run: the state that a resume needs in addition to the weights and the optimiser's moments.</summary>
public sealed record TrainingProgress
{
    public int Epoch { get; set; }

    /// <summary>Number of completed batches in the epoch.</summary>
    public int BatchesDone { get; set; }

    public int BatchesInEpoch { get; set; }

    /// <summary>
    /// Whether the run is gathering the optimiser's moments without changing weights: the first updates of a run that started from a model.
    /// </summary>
    public bool GatheringMoments { get; set; }

    /// <summary>Share of the budget after which weights are changed; before it, the run only gathers moments.</summary>
    public double MovesFrom { get; set; }

    /// <summary>Whether the warm-up is over. It is not repeated with a larger budget.</summary>
    public bool WarmedUp { get; set; }

    /// <summary>Whether the cooldown of the constant schedule has begun.</summary>
    public bool Cooling { get; set; }

    /// <summary>Number of optimiser steps, one per window.</summary>
    public long Updates { get; set; }

    /// <summary>Number of predicted rows, without padding.</summary>
    public long PointsSeen { get; set; }

    /// <summary>Windows since the last evaluation that were skipped because their likelihood or gradient was not finite.</summary>
    public int SkippedUpdates { get; set; }

    /// <summary>Windows that were skipped since the last update.</summary>
    public int SkippedInARow { get; set; }

    public double ElapsedSeconds { get; set; }

    /// <summary>Learning rate of the last batch.</summary>
    public double LearningRate { get; set; }

    /// <summary>Factor of the learning rate in the plateau schedule.</summary>
    public double LearningRateFactor { get; set; } = 1;

    /// <summary>
    /// Best result on the dequantised validation lines; for a model with a text window the mean of the results without and with texts.
    /// </summary>
    public double BestNatsPerSequence { get; set; } = double.NegativeInfinity;

    public int EvaluationsSinceBest { get; set; }

    public int Evaluations { get; set; }

    public long NextEvaluationAtPoints { get; set; }

    /// <summary>This and the following members are sums since the last evaluation; the next one reports means of them.</summary>
    public double TrainNats { get; set; }

    public long TrainPoints { get; set; }

    public int TrainSequences { get; set; }

    public double GradientNorms { get; set; }

    public int GradientSteps { get; set; }

    public double TrainSeconds { get; set; }
}
