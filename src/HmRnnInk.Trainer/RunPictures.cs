using HmRnnInk.Model;
using HmRnnInk.Torch.Training;
using HmRnnInk.Trainer.Pictures;

namespace HmRnnInk.Trainer;

/// <summary>Draws a run's learning curve and current samples into its folder, at each evaluation.</summary>
internal sealed class RunPictures(TrainingRun run)
{
    public void Draw(InkModel model)
    {
        CurvePlot.Save(run.ReadMetrics(), Path.Combine(run.Folder, "curve.png"));
        InkSheet sheet = SampleSheet.Of(model);
        sheet.Save(Path.Combine(run.Folder, "samples.svg"));
        sheet.Save(Path.Combine(run.Folder, "samples.png"));
        if (model.Config.TextWindow is not null) TextSheet.Of(model).Save(Path.Combine(run.Folder, "texts.png"));
    }
}
