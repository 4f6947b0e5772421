namespace HmRnnInk.Torch.Training;

/// <summary>Where a run is: all that a resume needs besides the weights and the optimiser's moments.</summary>
public sealed record TrainingProgress
{
    public int Epoch { get; set; }

    /// <summary>Batches of the epoch that are done.</summary>
    public int BatchesDone { get; set; }

    public int BatchesInEpoch { get; set; }

    /// <summary>The run started from a model and moves no weight yet: its first updates gather the optimiser's moments.</summary>
    public bool GatheringMoments { get; set; }

    /// <summary>Share of the budget that had been spent on that.</summary>
    public double MovesFrom { get; set; }

    /// <summary>The rate has risen to its full height, and does not warm up again under a larger budget.</summary>
    public bool WarmedUp { get; set; }

    /// <summary>The constant schedule's cooldown has begun.</summary>
    public bool Cooling { get; set; }

    /// <summary>Optimiser steps, which is windows.</summary>
    public long Updates { get; set; }

    /// <summary>Predicted rows, padding not counted.</summary>
    public long PointsSeen { get; set; }

    /// <summary>Windows that gave no update since the last evaluation: their likelihood or gradient was not finite.</summary>
    public int SkippedUpdates { get; set; }

    /// <summary>Those of them since the last update.</summary>
    public int SkippedInARow { get; set; }

    public double ElapsedSeconds { get; set; }

    /// <summary>Of the last batch.</summary>
    public double LearningRate { get; set; }

    /// <summary>The plateau schedule's factor.</summary>
    public double LearningRateFactor { get; set; } = 1;

    /// <summary>On the dequantised validation lines; of a model with a text window the mean of this and of those given their texts.</summary>
    public double BestNatsPerSequence { get; set; } = double.NegativeInfinity;

    public int EvaluationsSinceBest { get; set; }

    public int Evaluations { get; set; }

    public long NextEvaluationAtPoints { get; set; }

    /// <summary>Sums since the last evaluation, for its means.</summary>
    public double TrainNats { get; set; }

    public long TrainPoints { get; set; }

    public int TrainSequences { get; set; }

    public double GradientNorms { get; set; }

    public int GradientSteps { get; set; }

    public double TrainSeconds { get; set; }
}
